package dev.zimage.provenance.fingerprint;

import dev.zimage.provenance.pixels.PackedPixels;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/// The mean brightness of a picture in 64 by 64 cells.
final class Cells {

    static final int SIDE = 64;

    private Cells() {}

    static float[] of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        float[] cells = new float[SIDE * SIDE];
        int[] own = PackedPixels.of(image);
        int[] row = own == null ? new int[width] : own;
        long[] sums = new long[SIDE];
        for (int cy = 0; cy < SIDE; cy++) {
            int top = start(cy, height);
            int bottom = end(cy, height);
            Arrays.fill(sums, 0);
            for (int y = top; y < bottom; y++) {
                if (own == null) {
                    image.getRGB(0, y, width, 1, row, 0, width);
                    add(row, 0, width, sums);
                } else {
                    add(own, y * width, width, sums);
                }
            }
            for (int cx = 0; cx < SIDE; cx++) {
                int pixels = (bottom - top) * (end(cx, width) - start(cx, width));
                cells[cy * SIDE + cx] = sums[cx] / (1000f * pixels);
            }
        }
        return cells;
    }

    private static void add(int[] pixels, int from, int width, long[] sums) {
        for (int cx = 0; cx < SIDE; cx++) {
            long sum = 0;
            for (int x = start(cx, width); x < end(cx, width); x++) {
                int rgb = pixels[from + x];
                sum += 299 * (rgb >> 16 & 0xff) + 587 * (rgb >> 8 & 0xff) + 114 * (rgb & 0xff);
            }
            sums[cx] += sum;
        }
    }

    private static int start(int cell, int length) {
        return (int) ((long) cell * length / SIDE);
    }

    /// A cell has one pixel at least, also where a picture has fewer than cells.
    private static int end(int cell, int length) {
        return Math.max(start(cell + 1, length), start(cell, length) + 1);
    }
}
