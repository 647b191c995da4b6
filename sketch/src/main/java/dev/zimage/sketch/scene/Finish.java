package dev.zimage.sketch.scene;

import dev.zimage.sketch.drawing.Noise;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The last touch on a picture: calm where type will stand, and the grain of print over all.
final class Finish {

    private static final int CELLS = 10;
    private static final float CALM = 0.88f;
    private static final int SPECKS = 1 << 14;

    private final int[] pixels;
    private final int w;
    private final int h;
    private final double unit;

    private Finish(BufferedImage image) {
        this.pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        this.w = image.getWidth();
        this.h = image.getHeight();
        this.unit = Math.min(w, h);
    }

    static void apply(
            BufferedImage image, @Nullable Rectangle2D keepClear, RandomGenerator random) {
        Finish finish = new Finish(image);
        if (keepClear != null) {
            finish.calm(keepClear);
        }
        finish.grain(random.nextInt());
    }

    /// Lays mist over the area: each pixel moves towards the smooth mean of its surroundings.
    private void calm(Rectangle2D clear) {
        double feather = unit * 0.055;
        double outside = unit * 0.015;
        Rectangle2D area =
                new Rectangle2D.Double(
                        clear.getX() - outside,
                        clear.getY() - outside,
                        clear.getWidth() + outside * 2,
                        clear.getHeight() + outside * 2);
        int x0 = (int) Math.max(0, area.getMinX());
        int y0 = (int) Math.max(0, area.getMinY());
        int x1 = (int) Math.min(w, Math.ceil(area.getMaxX()));
        int y1 = (int) Math.min(h, Math.ceil(area.getMaxY()));
        int cell = Math.max(4, (int) (unit / CELLS));
        int columns = (x1 - x0 + cell - 1) / cell + 2;
        int rows = (y1 - y0 + cell - 1) / cell + 2;
        float[][] means = means(clear, x0, y0, cell, columns, rows);
        int n = x1 - x0;
        int[] at = new int[n];
        float[] share = new float[n];
        float[] cover = new float[n];
        for (int i = 0; i < n; i++) {
            double gx = (double) i / cell + 0.5;
            at[i] = (int) gx;
            share[i] = smooth(gx - at[i]);
            cover[i] = ramp(x0 + i, area.getMinX(), area.getMaxX(), w, feather);
        }
        float[][] line = new float[3][columns];
        for (int y = y0; y < y1; y++) {
            double gy = (double) (y - y0) / cell + 0.5;
            int row = (int) gy;
            float fy = smooth(gy - row);
            for (int c = 0; c < 3; c++) {
                for (int k = 0; k < columns; k++) {
                    float top = means[c][row * columns + k];
                    line[c][k] = top + (means[c][(row + 1) * columns + k] - top) * fy;
                }
            }
            float limit = ramp(y, area.getMinY(), area.getMaxY(), h, feather);
            for (int i = 0; i < n; i++) {
                float strength = CALM * Math.min(cover[i], limit);
                int p = y * w + x0 + i;
                int rgb = pixels[p];
                int k = at[i];
                float f = share[i];
                int r = towards((rgb >> 16) & 0xFF, line[0], k, f, strength);
                int g = towards((rgb >> 8) & 0xFF, line[1], k, f, strength);
                int b = towards(rgb & 0xFF, line[2], k, f, strength);
                pixels[p] = (r << 16) | (g << 8) | b;
            }
        }
    }

    /// How deep inside a span a place is, 0 to 1; a span that ends at the picture's edge has no
    /// edge.
    private static float ramp(int at, double from, double to, int side, double feather) {
        double low = from <= 0 ? feather : at - from;
        double high = to >= side ? feather : to - at;
        return (float) Math.clamp(Math.min(low, high) / feather, 0, 1);
    }

    private static int towards(int own, float[] line, int k, float f, float strength) {
        float mean = line[k] + (line[k + 1] - line[k]) * f;
        return (int) (own + (mean - own) * strength + 0.5f);
    }

    private static float smooth(double t) {
        return (float) (t * t * (3 - 2 * t));
    }

    /// The mean colour of each cell, by channel; each cell is averaged over twice its size.
    private float[][] means(Rectangle2D clear, int x0, int y0, int cell, int columns, int rows) {
        float[][] means = new float[3][columns * rows];
        int step = Math.max(1, cell / 16);
        // Only what lies inside counts: a dark subject beside the area must not smear into it.
        int left0 = (int) Math.clamp(clear.getMinX(), 0, w - 1);
        int right0 = (int) Math.clamp(clear.getMaxX(), 0, w - 1);
        int low = (int) Math.clamp(clear.getMinY(), 0, h - 1);
        int high = (int) Math.clamp(clear.getMaxY(), 0, h - 1);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                long red = 0;
                long green = 0;
                long blue = 0;
                int n = 0;
                int left = x0 + (c - 1) * cell - cell / 2;
                int top = y0 + (r - 1) * cell - cell / 2;
                for (int y = top; y < top + cell * 2; y += step) {
                    int line = Math.clamp(y, low, Math.max(low, high)) * w;
                    for (int x = left; x < left + cell * 2; x += step) {
                        int rgb = pixels[line + Math.clamp(x, left0, Math.max(left0, right0))];
                        red += rgb >> 16 & 0xFF;
                        green += rgb >> 8 & 0xFF;
                        blue += rgb & 0xFF;
                        n++;
                    }
                }
                int at = r * columns + c;
                means[0][at] = (float) red / n;
                means[1][at] = (float) green / n;
                means[2][at] = (float) blue / n;
            }
        }
        return means;
    }

    private void grain(int seed) {
        int coarse = Math.max(0, (int) Math.round(Math.log(unit / 1024) / Math.log(2)));
        byte[] specks = new byte[SPECKS];
        for (int i = 0; i < SPECKS; i++) {
            int hash = Noise.hash(i, 0, seed);
            specks[i] = (byte) ((((hash & 0xFF) + ((hash >> 8) & 0xFF) - 255) * 9) >> 8);
        }
        for (int y = 0; y < h; y++) {
            int row = y * w;
            int start = Noise.hash(0, y >> coarse, seed);
            for (int x = 0; x < w; x++) {
                int n = specks[(start + (x >> coarse)) & (SPECKS - 1)];
                int rgb = pixels[row + x];
                int r = clamp(((rgb >> 16) & 0xFF) + n);
                int g = clamp(((rgb >> 8) & 0xFF) + n);
                int b = clamp((rgb & 0xFF) + n);
                pixels[row + x] = (r << 16) | (g << 8) | b;
            }
        }
    }

    private static int clamp(int v) {
        return v < 0 ? 0 : Math.min(v, 255);
    }
}
