package dev.zimage.engine.zimage;

import dev.zimage.engine.Fault;
import java.nio.file.Path;
import java.time.Duration;

/// Receives the progress of loading a model, on threads of the engine.
@FunctionalInterface
public interface LoadListener {

    /// Ignores all progress.
    LoadListener NONE = (_, _) -> {};

    /// @param what is being done, in a few words
    /// @param fraction of the whole that is done, 0 to 1
    void loading(String what, double fraction);

    /// A half-made file of prepared weights was removed, whose process had been killed.
    default void removed(Path file, long bytes) {}

    /// The model cannot be loaded now; the loading begins again after a while.
    default void retrying(Fault fault, Duration wait) {}

    /// The model cannot be loaded.
    default void failed(Fault fault) {}
}
