package dev.zimage.bench.report;

/// The value that a figure must reach.
public sealed interface Target {

    boolean isReachedBy(Figure figure);

    /// At least this fraction of the baseline.
    record RatioAtLeast(double least) implements Target {

        @Override
        public boolean isReachedBy(Figure figure) {
            return figure.ratio().orElse(Double.NaN) >= least;
        }

        @Override
        public String toString() {
            return "ratio >= " + least;
        }
    }

    /// At least this.
    record AtLeast(Quantity limit) implements Target {

        @Override
        public boolean isReachedBy(Figure figure) {
            return figure.measured().unit() == limit.unit()
                    && figure.measured().value() >= limit.value();
        }

        @Override
        public String toString() {
            return ">= " + limit;
        }
    }

    /// At most this.
    record AtMost(Quantity limit) implements Target {

        @Override
        public boolean isReachedBy(Figure figure) {
            return figure.measured().unit() == limit.unit()
                    && figure.measured().value() <= limit.value();
        }

        @Override
        public String toString() {
            return "<= " + limit;
        }
    }

    /// Less than this.
    record Below(Quantity limit) implements Target {

        @Override
        public boolean isReachedBy(Figure figure) {
            return figure.measured().unit() == limit.unit()
                    && figure.measured().value() < limit.value();
        }

        @Override
        public String toString() {
            return "< " + limit;
        }
    }
}
