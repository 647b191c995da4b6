package dev.zimage.bench;

import dev.zimage.bench.report.Figure;
import java.util.List;

/// Something that can be measured by name.
interface Benchmark {

    /// The name on the command line.
    String name();

    /// What it measures, in one line.
    String description();

    /// Whether it is left out where no names are given.
    default boolean isOnlyByName() {
        return false;
    }

    /// Measures. Whatever it starts or writes belongs to the stage, which cleans up after it.
    List<Figure> run(BenchContext stage) throws Exception;
}
