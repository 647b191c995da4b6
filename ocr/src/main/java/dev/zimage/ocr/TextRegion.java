package dev.zimage.ocr;

import java.util.List;

/// A line of text as the detector sees it.
///
/// @param box around the whole text
/// @param ribbon that the text fills, straight or bent
record TextRegion(TextBox box, Ribbon ribbon) {

    /// @param growth see [Look#growth]
    static TextRegion of(List<Point> core, double growth) {
        TextBox tight = ConvexHull.of(core).leastBox();
        double length = tight.length() + 1;
        double thickness = tight.thickness() + 1;
        double margin = growth * length * thickness / (2 * (length + thickness));
        TextBox box =
                new TextBox(
                        tight.centre(),
                        tight.direction(),
                        length + 2 * margin,
                        thickness + 2 * margin);
        return new TextRegion(box, Ribbon.fitted(core, tight, box, growth));
    }

    /// Whether it is a column: letters below one another, or a line that runs up or down.
    boolean isColumn() {
        return box.thickness() > 1.5 * box.length();
    }
}
