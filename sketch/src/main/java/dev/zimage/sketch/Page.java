package dev.zimage.sketch;

import dev.zimage.engine.ImageSize;
import dev.zimage.sketch.colour.Srgb;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;

/// The sheet that is printed: pixels, and the measures that everything on it is derived from.
record Page(ImageSize size, BufferedImage image) {

    Page(ImageSize size) {
        this(size, new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB));
    }

    /// Row by row, `0xRRGGBB`.
    int[] pixels() {
        return Srgb.pixels(image);
    }

    double shortSide() {
        return Math.min(size.width(), size.height());
    }

    /// Pixels an em below which type is hard to read.
    double legible() {
        return shortSide() * 0.026;
    }

    Rectangle whole() {
        return new Rectangle(size.width(), size.height());
    }
}
