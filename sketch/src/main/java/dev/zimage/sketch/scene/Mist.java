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
record Mist(BufferedImage image, Rectangle area) {

    private static final double STRENGTH = 0.88;

    /// @param clear a part of the image
    static void over(BufferedImage image, Rectangle2D clear) {
        Rectangle all = new Rectangle(image.getWidth(), image.getHeight());
        new Mist(image, clear.getBounds().intersection(all)).lay();
    }

    private void lay() {
        int[] pixels = Srgb.pixels(image);
        int w = image.getWidth();
        int h = image.getHeight();
        int unit = Math.min(w, h);
        int cell = Math.max(2, unit / 20);
        Grid red = means(cell, 16);
        Grid green = means(cell, 8);
        Grid blue = means(cell, 0);
        double soft = unit * 0.03;
        Grid cover = Grid.of(w, h, Grid.pastEdges(area, w, h, 0, 4 * soft), soft);
        int left = (int) Math.max(0, area.x - 2 * soft);
        int right = (int) Math.min(w, area.getMaxX() + 2 * soft);
        int bottom = (int) Math.min(h, area.getMaxY() + 2 * soft);
        for (int y = (int) Math.max(0, area.y - 2 * soft); y < bottom; y++) {
            float[] share = cover.row(y, left, right);
            float[] r = red.row(y - area.y, left - area.x, right - area.x);
            float[] g = green.row(y - area.y, left - area.x, right - area.x);
            float[] b = blue.row(y - area.y, left - area.x, right - area.x);
            for (int i = 0; i < share.length; i++) {
                int mist = (int) r[i] << 16 | (int) g[i] << 8 | (int) b[i];
                int at = y * w + left + i;
                pixels[at] = Srgb.mix(pixels[at], mist, share[i] * STRENGTH);
            }
        }
    }

    private Grid means(int cell, int shift) {
        int[] pixels = Srgb.pixels(image);
        DoubleBinaryOperator mean = (x, y) -> mean(pixels, (int) x, (int) y, cell, shift);
        return Grid.of(area.width, area.height, cell, mean).blurred(1);
    }

    /// The mean of a channel in the cell round a point of the area.
    private double mean(int[] pixels, int x, int y, int cell, int shift) {
        int step = Math.max(1, cell / 12);
        int sum = 0;
        int n = 0;
        for (int dy = -cell / 2; dy <= cell / 2; dy += step) {
            int row = (area.y + Math.clamp(y + dy, 0, area.height - 1)) * image.getWidth() + area.x;
            for (int dx = -cell / 2; dx <= cell / 2; dx += step) {
                sum += pixels[row + Math.clamp(x + dx, 0, area.width - 1)] >> shift & 255;
                n++;
            }
        }
        return (double) sum / n;
    }
}
