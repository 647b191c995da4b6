package dev.zimage.ocr;

import java.util.List;

/// A line of text as the detector sees it.
///
/// @param box around the whole text
/// @param ribbon that the text fills, straight or bent
record TextRegion(TextBox box, Ribbon ribbon) {

    /// The detector finds the core of a line. The line is larger on all sides, by this much of the
    /// core's area divided by its circumference (`unclip_ratio` in PaddleOCR).
    private static final double GROWTH = 1.6;

    static TextRegion of(List<Point> core) {
        TextBox tight = ConvexHull.of(core).leastBox();
        double length = tight.length() + 1;
        double thickness = tight.thickness() + 1;
        double growth = GROWTH * length * thickness / (2 * (length + thickness));
        TextBox box =
                new TextBox(
                        tight.centre(),
                        tight.direction(),
                        length + 2 * growth,
                        thickness + 2 * growth);
        return new TextRegion(box, Ribbon.fitted(core, tight, box));
    }

    /// Whether it is a column: letters below one another, or a line that runs up or down.
    boolean isColumn() {
        return box.thickness() > 1.5 * box.length();
    }
}
