package dev.zimage.sketch.scene;

import dev.zimage.sketch.colour.Srgb;
import dev.zimage.sketch.drawing.Grid;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.DoubleBinaryOperator;

/// Calms the part of a picture where type will stand: each pixel moves towards the smooth mean of
/// its surroundings, of which only what lies inside counts, so that a dark subject beside the area
/// does not smear into it.
final class Mist {

    private static final double STRENGTH = 0.88;

    private Mist() {}

    /// @param clear a part of the image
    static void over(BufferedImage image, Rectangle2D clear) {
        int[] pixels = Srgb.pixels(image);
        int w = image.getWidth();
        int h = image.getHeight();
        Rectangle area = clear.getBounds().intersection(new Rectangle(w, h));
        double soft = Math.min(w, h) * 0.03;
        Rectangle solid = new Rectangle(area);
        solid.width += area.getMaxX() < w ? 0 : (int) (4 * soft);
        solid.height += area.getMaxY() < h ? 0 : (int) (4 * soft);
        Rectangle part = new Rectangle(area);
        part.grow((int) (2 * soft), (int) (2 * soft));
        part = part.intersection(new Rectangle(w, h));
        if (part.isEmpty()) {
            return;
        }
        Grid cover = Grid.of(w, h, solid, soft);
        Grid red = means(pixels, w, area, 16);
        Grid green = means(pixels, w, area, 8);
        Grid blue = means(pixels, w, area, 0);
        int left = part.x - area.x;
        Grid.Columns shares = cover.columns(part.x, part.width);
        Grid.Columns reds = red.columns(left, part.width);
        Grid.Columns greens = green.columns(left, part.width);
        Grid.Columns blues = blue.columns(left, part.width);
        for (int y = part.y; y < part.y + part.height; y++) {
            float[] share = shares.row(y);
            float[] r = reds.row(y - area.y);
            float[] g = greens.row(y - area.y);
            float[] b = blues.row(y - area.y);
            for (int i = 0; i < part.width; i++) {
                int mist = (int) r[i] << 16 | (int) g[i] << 8 | (int) b[i];
                int at = y * w + part.x + i;
                pixels[at] = Srgb.mix(pixels[at], mist, share[i] * STRENGTH);
            }
        }
    }

    /// The means of a channel round the points of an area.
    private static Grid means(int[] pixels, int width, Rectangle area, int shift) {
        int cell = Math.max(1, Math.min(width, pixels.length / width) / 120);
        DoubleBinaryOperator channel =
                (x, y) -> {
                    int row = area.y + Math.min((int) y, area.height - 1);
                    int column = area.x + Math.min((int) x, area.width - 1);
                    return pixels[row * width + column] >> shift & 255;
                };
        return Grid.of(area.width, area.height, cell, channel).blurred(8);
    }
}
