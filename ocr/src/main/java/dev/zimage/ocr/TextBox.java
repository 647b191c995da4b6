package dev.zimage.ocr;

/// A rectangle around a line of text, perhaps rotated.
///
/// @param centre of the rectangle
/// @param direction in which the line runs, a vector of length 1
/// @param length along that direction, in pixels
/// @param thickness across it, in pixels
public record TextBox(Point centre, Point direction, double length, double thickness) {

    /// The direction across the line, downwards for text that runs to the right.
    Point across() {
        return direction.turned();
    }

    /// The corner where the line begins, above it.
    Point start() {
        return centre.plus(direction, -length / 2).plus(across(), -thickness / 2);
    }

    TextBox scaled(double factor) {
        return new TextBox(centre.times(factor), direction, length * factor, thickness * factor);
    }
}
