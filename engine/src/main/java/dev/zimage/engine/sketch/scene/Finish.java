package dev.zimage.engine.sketch.scene;

import java.awt.geom.Rectangle2D;

/// The last touch on a picture: calm where type will stand, and the grain of print over all.
final class Finish {

    private static final int CELLS = 10;
    private static final double CALM = 0.86;

    private Finish() {}

    static void apply(Stage stage) {
        Rectangle2D clear = stage.layout().keepClear();
        if (clear != null) {
            calm(stage, clear);
        }
        grain(stage);
    }

    /// Lays mist over the area: each pixel moves towards the smooth mean of its surroundings.
    private static void calm(Stage stage, Rectangle2D clear) {
        int w = stage.width();
        int h = stage.height();
        double feather = stage.unit() * 0.06;
        int x0 = (int) Math.max(0, clear.getMinX() - feather);
        int y0 = (int) Math.max(0, clear.getMinY() - feather);
        int x1 = (int) Math.min(w, Math.ceil(clear.getMaxX() + feather));
        int y1 = (int) Math.min(h, Math.ceil(clear.getMaxY() + feather));
        int cell = Math.max(4, (int) (stage.unit() / CELLS));
        int columns = (x1 - x0 + cell - 1) / cell + 2;
        int rows = (y1 - y0 + cell - 1) / cell + 2;
        float[][] means = means(stage, x0, y0, cell, columns, rows);
        int[] pixels = stage.pixels();
        for (int y = y0; y < y1; y++) {
            double edgeY = Math.max(clear.getMinY() - y, y - clear.getMaxY());
            double gy = (double) (y - y0) / cell + 0.5;
            int cy = (int) gy;
            float fy = smooth(gy - cy);
            for (int x = x0; x < x1; x++) {
                double edge = Math.max(edgeY, Math.max(clear.getMinX() - x, x - clear.getMaxX()));
                double strength = CALM * Math.clamp(1 - edge / feather, 0, 1);
                double gx = (double) (x - x0) / cell + 0.5;
                int cx = (int) gx;
                float fx = smooth(gx - cx);
                int at = cy * columns + cx;
                int rgb = pixels[y * w + x];
                int mixed = 0;
                for (int c = 0; c < 3; c++) {
                    float[] m = means[c];
                    float top = m[at] + (m[at + 1] - m[at]) * fx;
                    float low = m[at + columns] + (m[at + columns + 1] - m[at + columns]) * fx;
                    float mean = top + (low - top) * fy;
                    int own = (rgb >> (16 - 8 * c)) & 0xFF;
                    mixed = (mixed << 8) | (int) (own + (mean - own) * strength + 0.5);
                }
                pixels[y * w + x] = mixed;
            }
        }
    }

    private static float smooth(double t) {
        return (float) (t * t * (3 - 2 * t));
    }

    /// The mean colour of each cell, by channel; each cell is averaged over twice its size.
    private static float[][] means(Stage stage, int x0, int y0, int cell, int columns, int rows) {
        int w = stage.width();
        int h = stage.height();
        int[] pixels = stage.pixels();
        float[][] means = new float[3][columns * rows];
        int step = Math.max(1, cell / 16);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                long red = 0;
                long green = 0;
                long blue = 0;
                int n = 0;
                int left = x0 + (c - 1) * cell - cell / 2;
                int top = y0 + (r - 1) * cell - cell / 2;
                for (int y = top; y < top + cell * 2; y += step) {
                    int line = Math.clamp(y, 0, h - 1) * w;
                    for (int x = left; x < left + cell * 2; x += step) {
                        int rgb = pixels[line + Math.clamp(x, 0, w - 1)];
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

    private static void grain(Stage stage) {
        int[] pixels = stage.pixels();
        int w = stage.width();
        int seed = stage.random().nextInt();
        int cell = Math.max(0, (int) Math.round(Math.log(stage.unit() / 1024) / Math.log(2)));
        for (int y = 0; y < stage.height(); y++) {
            int row = y * w;
            for (int x = 0; x < w; x++) {
                int h = Noise.hash(x >> cell, y >> cell, seed);
                int n = (((h & 0xFF) + ((h >> 8) & 0xFF) - 255) * 9) >> 8;
                int rgb = pixels[row + x];
                int r = clamp((rgb >> 16 & 0xFF) + n);
                int g = clamp((rgb >> 8 & 0xFF) + n);
                int b = clamp((rgb & 0xFF) + n);
                pixels[row + x] = r << 16 | g << 8 | b;
            }
        }
    }

    private static int clamp(int v) {
        return v < 0 ? 0 : Math.min(v, 255);
    }
}
