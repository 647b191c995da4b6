package dev.zimage.bench.report;

import java.util.Locale;

/// A measured number.
public record Quantity(double value, Unit unit) {

    enum Unit {
        PER_SECOND("/s"),
        MICROS(" µs"),
        MILLIS(" ms"),
        SECONDS(" s"),
        MEGABYTES(" MB"),
        GIGABYTES(" GB"),
        PERCENT(" %");

        private final String suffix;

        Unit(String suffix) {
            this.suffix = suffix;
        }
    }

    public static Quantity perSecond(double value) {
        return new Quantity(value, Unit.PER_SECOND);
    }

    public static Quantity micros(double value) {
        return new Quantity(value, Unit.MICROS);
    }

    public static Quantity millis(double value) {
        return new Quantity(value, Unit.MILLIS);
    }

    public static Quantity seconds(double value) {
        return new Quantity(value, Unit.SECONDS);
    }

    /// Of a million bytes.
    public static Quantity megabytes(double value) {
        return new Quantity(value, Unit.MEGABYTES);
    }

    /// Of a thousand million bytes.
    public static Quantity gigabytes(double value) {
        return new Quantity(value, Unit.GIGABYTES);
    }

    /// Of a hundred.
    public static Quantity percent(double value) {
        return new Quantity(value, Unit.PERCENT);
    }

    /// About three significant digits, the precision of these benchmarks.
    @Override
    public String toString() {
        String digits = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, digits, value) + unit.suffix;
    }
}
