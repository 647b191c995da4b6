package dev.zimage.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a benchmark works with.
///
/// @param home the checkout, where the launcher and the results are
/// @param scratch holds files and processes, and removes both at the end
/// @param weights of the model to measure, made there when there are none; null for random ones
///   that go with the benchmark
/// @param progress for the user
record BenchContext(
        BenchPlan plan,
        Path home,
        Scratch scratch,
        ChildJvm jvm,
        @Nullable Path weights,
        PrintWriter progress) {

    void say(String what) {
        progress.println(what);
        progress.flush();
    }
}
