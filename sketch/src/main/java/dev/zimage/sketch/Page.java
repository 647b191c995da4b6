package dev.zimage.sketch;

import dev.zimage.engine.ImageSize;
import dev.zimage.sketch.colour.Srgb;
import dev.zimage.sketch.drawing.Grid;
import dev.zimage.sketch.drawing.Picture;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/// The sheet that is printed: pixels, and the measures that everything on it is derived from.
record Page(ImageSize size, BufferedImage image) {

    Page(ImageSize size) {
        this(size, new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB));
    }

    /// A fresh graphics of the page, for painters that change its state.
    Graphics2D graphics() {
        return Picture.smooth(image);
    }

    /// Row by row, `0xRRGGBB`.
    int[] pixels() {
        return Srgb.pixels(image);
    }

    double width() {
        return size.width();
    }

    double height() {
        return size.height();
    }

    double shortSide() {
        return Math.min(size.width(), size.height());
    }

    /// Pixels an em below which type is hard to read.
    double legible() {
        return shortSide() * 0.026;
    }

    Rectangle2D whole() {
        return new Rectangle2D.Double(0, 0, width(), height());
    }

    static Rectangle2D inset(Rectangle2D box, double by) {
        return new Rectangle2D.Double(
                box.getX() + by,
                box.getY() + by,
                Math.max(1, box.getWidth() - 2 * by),
                Math.max(1, box.getHeight() - 2 * by));
    }

    /// Lays a colour over a shape whose edges are soft: a shade or a glow.
    ///
    /// @param radius of the blur in pixels
    /// @param strength of the colour inside; glows of thin lines may take more than 1
    void soften(Shape shape, double radius, int rgb, double strength, Rectangle2D within) {
        int[] pixels = pixels();
        Grid mask = Grid.of(size.width(), size.height(), shape, radius);
        int left = (int) Math.clamp(within.getX(), 0, width());
        int right = (int) Math.clamp(Math.ceil(within.getMaxX()), left, width());
        int bottom = (int) Math.min(height(), Math.ceil(within.getMaxY()));
        for (int y = (int) Math.max(0, within.getY()); y < bottom; y++) {
            float[] row = mask.row(y, left, right);
            int at = y * size.width() + left;
            for (int i = 0; i < row.length; i++) {
                pixels[at + i] = Srgb.mix(pixels[at + i], rgb, Math.min(1, row[i] * strength));
            }
        }
    }
}
