package dev.zimage.bench.report;

import java.util.ArrayList;
import java.util.List;

/// The results of one contender's rounds. Used by one thread.
public final class Samples {

    private final List<Double> values = new ArrayList<>();

    public void add(double value) {
        values.add(value);
    }

    /// The median.
    ///
    /// @throws IllegalStateException when there are none
    public double median() {
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double largest() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
