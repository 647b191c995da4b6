package dev.zimage.bench;

import dev.zimage.bench.report.Figure;
import java.util.List;

/// A benchmark that can be selected by name.
interface Benchmark {

    /// The name on the command line.
    String name();

    /// What it measures, in one line.
    String description();

    /// Whether it runs only when it is named.
    default boolean isOnlyByName() {
        return false;
    }

    /// Runs the benchmark. Whatever it starts or writes belongs to the context, which cleans up
    /// after it.
    List<Figure> run(BenchContext stage) throws Exception;
}
