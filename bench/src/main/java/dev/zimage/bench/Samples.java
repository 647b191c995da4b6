package dev.zimage.bench;

import java.util.ArrayList;
import java.util.List;

/// What the rounds of one contender gave. Used by one thread.
final class Samples {

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    /// The middle one, or the mean of the two in the middle.
    ///
    /// @throws IllegalStateException when there are none
    double median() {
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double largest() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
