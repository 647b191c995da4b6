package dev.zimage.ocr;

import java.util.List;

/// A band that a line of text fills: its upper and its lower edge are parabolas over a straight
/// axis, so that bent text and text in perspective can be laid flat.
///
/// @param origin where the axis starts
/// @param direction of the axis, a vector of length 1
/// @param length of the axis in pixels
/// @param top edge: how far across the axis it is at a place along it
/// @param bottom edge
record Ribbon(Point origin, Point direction, double length, Parabola top, Parabola bottom) {

    /// A region that fills less of its rectangle than this is bent or in perspective.
    private static final double FULL = 0.8;

    /// A shorter line has too few letters to show how it is bent.
    private static final double LEAST_ASPECT = 2.5;

    /// The whole of a rectangle.
    static Ribbon of(TextBox box) {
        return new Ribbon(
                box.start(),
                box.direction(),
                box.length(),
                Parabola.constant(0),
                Parabola.constant(box.thickness()));
    }

    /// @param core pixels that the detector found
    /// @param tight rectangle around them
    /// @param box the rectangle around the whole text
    /// @param growth see [Look#growth]
    static Ribbon fitted(List<Point> core, TextBox tight, TextBox box, double growth) {
        if (tight.length() < LEAST_ASPECT * tight.thickness()) {
            return of(box);
        }
        EdgeProfile edges = EdgeProfile.of(core, tight);
        if (edges.meanThickness() > FULL * tight.thickness()) {
            return of(box);
        }
        double before = (box.length() - tight.length()) / 2;
        double margin =
                growth
                        * edges.meanThickness()
                        * tight.length()
                        / (2 * (edges.meanThickness() + tight.length()));
        Point axis = tight.start().plus(box.direction(), -before);
        return new Ribbon(
                axis,
                box.direction(),
                box.length(),
                edges.top().moved(before, -margin),
                edges.bottom().moved(before, margin));
    }

    double meanThickness() {
        double sum = 0;
        for (int i = 0; i <= 8; i++) {
            sum += thicknessAt(length * i / 8);
        }
        return Math.max(1, sum / 9);
    }

    double thicknessAt(double along) {
        return bottom.at(along) - top.at(along);
    }

    /// @param along the axis, in pixels
    /// @param across 0 at the upper edge, 1 at the lower
    Point at(double along, double across) {
        double upper = top.at(along);
        double offset = upper + (bottom.at(along) - upper) * across;
        return origin.plus(direction, along).plus(direction.turned(), offset);
    }
}
