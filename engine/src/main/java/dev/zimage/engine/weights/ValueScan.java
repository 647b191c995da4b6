package dev.zimage.engine.weights;

import java.util.List;
import java.util.Optional;

/// Scans the values of one weight for what no trained model has: NaN, infinity, and zeros where a
/// download never wrote. For one thread.
public final class ValueScan {

    /// Trained matrices have no run of so many zeros, at least 32 KB of a file.
    private static final int MOST_ZEROS = 1 << 14;

    private Optional<Float> noNumber = Optional.empty();
    private long values;
    private long run;
    private long longest;

    /// Takes the next values.
    public void add(float[] block, int count) {
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(block[i])) {
                noNumber = Optional.of(block[i]);
            }
            run = block[i] == 0 ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        values += count;
    }

    /// What a value that is no number is called in a message; empty where all are numbers.
    public Optional<String> noNumber() {
        return noNumber.map(value -> "has a value that is not a number (" + value + ")");
    }

    /// What is wrong with a weight of this shape; empty for nothing. A matrix may not be zeros.
    public Optional<String> problem(List<Long> shape) {
        boolean zeros = isMatrix(shape) && longest >= Math.min(MOST_ZEROS, values);
        return noNumber()
                .or(() ->
                        zeros
                                ? Optional.of("has %,d zeros in a row".formatted(longest))
                                : Optional.empty());
    }

    /// Biases, and the learned padding of a single row, may be zero.
    private static boolean isMatrix(List<Long> shape) {
        return shape.size() > 1 && shape.getFirst() > 1;
    }
}
