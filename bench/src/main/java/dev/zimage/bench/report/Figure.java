package dev.zimage.bench.report;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// One line of the results.
///
/// @param what is measured
/// @param baseline to compare with, in the same unit; null for none
/// @param bar null when the figure is only informative
public record Figure(
        String what, Quantity measured, @Nullable Quantity baseline, @Nullable Target bar) {

    public Figure {
        if (baseline != null && baseline.unit() != measured.unit()) {
            throw new IllegalArgumentException("a baseline of another unit: " + what);
        }
    }

    /// A figure that stands alone.
    public static Figure of(String what, Quantity measured) {
        return new Figure(what, measured, null, null);
    }

    public Figure withBar(@Nullable Target newBar) {
        return new Figure(what, measured, baseline, newBar);
    }

    /// The figure as a part of its baseline.
    OptionalDouble ratio() {
        return baseline == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(measured.value() / baseline.value());
    }
}
