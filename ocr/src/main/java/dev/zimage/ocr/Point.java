package dev.zimage.ocr;

/// A place in a picture, in pixels from its upper left corner.
public record Point(double x, double y) {

    Point plus(Point direction, double distance) {
        return new Point(x + direction.x * distance, y + direction.y * distance);
    }

    Point times(double factor) {
        return new Point(x * factor, y * factor);
    }

    double along(Point direction) {
        return x * direction.x + y * direction.y;
    }

    /// The direction to the right of this one becomes the direction below it.
    Point turned() {
        return new Point(-y, x);
    }
}
