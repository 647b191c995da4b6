package dev.zimage.bench.report;

/// The order in which two contenders are measured: each goes first every other round, so that what
/// drifts, such as a machine that gets busier or code that is still being compiled, favours
/// neither.
public final class AlternatingOrder {

    private AlternatingOrder() {}

    /// One contender's round.
    @FunctionalInterface
    public interface Turn {
        void take() throws Exception;
    }

    public static void take(int round, Turn subject, Turn baseline) throws Exception {
        if (round % 2 == 0) {
            subject.take();
            baseline.take();
        } else {
            baseline.take();
            subject.take();
        }
    }
}
