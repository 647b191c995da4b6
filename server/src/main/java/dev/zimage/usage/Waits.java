package dev.zimage.usage;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How long tasks waited before they were begun, as the number of tasks in each range of times. A
/// percentile lies in the same range as the true one and is interpolated within it.
///
/// @param counts of each range
record Waits(List<Long> counts) {

    /// Milliseconds at which the ranges end; the last one has no end.
    private static final List<Long> ENDS =
            List.of(
                    100L,
                    250L,
                    500L,
                    1_000L,
                    2_000L,
                    5_000L,
                    10_000L,
                    20_000L,
                    30_000L,
                    60_000L,
                    120_000L,
                    300_000L,
                    600_000L,
                    1_200_000L,
                    1_800_000L,
                    3_600_000L,
                    7_200_000L,
                    21_600_000L);

    static final int RANGES = ENDS.size() + 1;

    /// Stands for a task that was never begun.
    static final int NEVER = -1;

    /// The number of the range of a time, in SQL.
    static String bucketOf(String milliseconds) {
        return IntStream.range(0, ENDS.size())
                .mapToObj(i -> "when %s < %d then %d".formatted(milliseconds, ENDS.get(i), i))
                .collect(
                        Collectors.joining(
                                " ",
                                "case when " + milliseconds + " is null then " + NEVER + " ",
                                " else " + ENDS.size() + " end"));
    }

    /// The milliseconds that a fraction of the tasks waited at most; null when none were begun.
    ///
    /// @param part the fraction, such as 0.95
    @Nullable Long percentile(double part) {
        long all = counts.stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return null;
        }
        double wanted = part * all;
        long before = 0;
        int range = 0;
        while (before + counts.get(range) < wanted) {
            before += counts.get(range);
            range++;
        }
        long start = range == 0 ? 0 : ENDS.get(range - 1);
        if (range == ENDS.size()) {
            return start;
        }
        return start
                + Math.round((ENDS.get(range) - start) * (wanted - before) / counts.get(range));
    }
}
