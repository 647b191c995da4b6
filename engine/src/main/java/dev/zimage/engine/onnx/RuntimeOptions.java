package dev.zimage.engine.onnx;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How sessions run.
///
/// @param threads that compute one run, with the calling one
/// @param profile where to write a profile of the nodes when the session closes: the path that the
///   name of the session is added to
public record RuntimeOptions(int threads, @Nullable Path profile) {

    public RuntimeOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread: " + threads);
        }
    }

    /// As many threads as there are processors.
    public static RuntimeOptions defaults() {
        return withThreads(Runtime.getRuntime().availableProcessors());
    }

    public static RuntimeOptions withThreads(int threads) {
        return new RuntimeOptions(threads, null);
    }
}
