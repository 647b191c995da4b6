package dev.zimage.sketch.drawing;

/// What a drawing reckons with: a number, a colour as `0xRRGGBB`, or a condition as 1 or 0.
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
}
