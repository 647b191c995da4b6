package dev.zimage.sketch.drawing;

import java.util.List;

/// A value that a drawing computes: a number, a colour as `0xRRGGBB`, or a condition as 1 or 0.
@FunctionalInterface
interface Expression {

    double in(Frame frame);

    default int colour(Frame frame) {
        return (int) in(frame);
    }

    default boolean holds(Frame frame) {
        return in(frame) != 0;
    }

    static double truth(boolean value) {
        return value ? 1 : 0;
    }

    /// The values of several expressions, in their order.
    static double[] values(List<Expression> expressions, Frame frame) {
        double[] values = new double[expressions.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = expressions.get(i).in(frame);
        }
        return values;
    }
}
