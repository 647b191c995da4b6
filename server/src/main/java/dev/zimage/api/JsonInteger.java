package dev.zimage.api;

import java.math.BigDecimal;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// Integers as JSON Schema has them: numbers without a fraction, however they are written. 1.0 and
/// 4.2e1 are integers, 42.5 is none. Nothing is rounded.
public final class JsonInteger {

    /// A `long` has at most as many digits.
    private static final int MOST_DIGITS = 19;

    private JsonInteger() {}

    /// Whether a node is an integer, whatever its size.
    static boolean is(JsonNode node) {
        return node.isIntegralNumber() || (node.isNumber() && !hasFraction(node.decimalValue()));
    }

    /// Computes no power of ten: its exponent may be a billion.
    private static boolean hasFraction(BigDecimal number) {
        if (number.signum() == 0 || digits(number) > MOST_DIGITS) {
            return false;
        }
        return digits(number) <= 0 || number.stripTrailingZeros().scale() > 0;
    }

    /// Before the point; none or less for a fraction below 0.1.
    private static long digits(BigDecimal number) {
        return (long) number.precision() - number.scale();
    }

    /// The value of an integer; empty for other nodes, and for an integer that is no `long`.
    public static OptionalLong value(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? OptionalLong.of(node.asLong()) : OptionalLong.empty();
        }
        if (!is(node)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(node.decimalValue().longValueExact());
        } catch (ArithmeticException beyondLong) {
            return OptionalLong.empty();
        }
    }
}
