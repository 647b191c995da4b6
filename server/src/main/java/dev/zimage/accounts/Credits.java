package dev.zimage.accounts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An amount of credits; one credit is 0.001 USD. Whole numbers with exact arithmetic: an overflow
/// is an error.
///
/// @param amount may be negative in a difference, never in a balance or a price
public record Credits(long amount) implements Comparable<Credits> {

    public static final Credits ZERO = new Credits(0);

    private static final BigDecimal PER_USD = BigDecimal.valueOf(1000);

    /// The credits that cover a price: `ceil(usd x 1000)`.
    ///
    /// @throws IllegalArgumentException when the price is negative
    public static Credits ofUsd(BigDecimal usd) {
        if (usd.signum() < 0) {
            throw new IllegalArgumentException("a price must not be negative: " + usd);
        }
        return new Credits(
                usd.multiply(PER_USD).setScale(0, RoundingMode.CEILING).longValueExact());
    }

    /// The value in USD, with three decimals.
    public BigDecimal toUsd() {
        return BigDecimal.valueOf(amount, 3);
    }

    /// The amount, or null where there is none.
    static @Nullable Long amountOf(@Nullable Credits credits) {
        return credits == null ? null : credits.amount;
    }

    /// The credits of an amount, or null where there is none.
    static @Nullable Credits ofAmount(@Nullable Long amount) {
        return amount == null ? null : new Credits(amount);
    }

    /// The sum of any number of amounts.
    public static Credits sum(Stream<Credits> amounts) {
        return amounts.reduce(ZERO, Credits::plus);
    }

    public Credits plus(Credits other) {
        return new Credits(Math.addExact(amount, other.amount));
    }

    public Credits minus(Credits other) {
        return new Credits(Math.subtractExact(amount, other.amount));
    }

    public Credits negated() {
        return new Credits(Math.negateExact(amount));
    }

    public boolean isZero() {
        return amount == 0;
    }

    @Override
    public int compareTo(Credits other) {
        return Long.compare(amount, other.amount);
    }

    @Override
    public String toString() {
        return Long.toString(amount);
    }
}
