package dev.zimage.provenance.watermark;

import dev.zimage.provenance.pixels.PackedPixels;
import java.awt.image.BufferedImage;

/// One value a pixel, row by row. The values are not copied.
@SuppressWarnings("ArrayRecordComponent") // never compared; copying it would cost
record Plane(int width, int height, float[] values) {

    /// The luma of a picture, 0 to 255.
    @SuppressWarnings("ReferenceEquality") // whether it is the same array
    static Plane luma(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        float[] luma = new float[width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            int[] pixels = row(image, y, row);
            int at = pixels == row ? 0 : y * width;
            for (int x = 0; x < width; x++) {
                luma[y * width + x] = weighted(pixels[at + x]) / 1000f;
            }
        }
        return new Plane(width, height, luma);
    }

    /// The luma of a picture at half its size: each value is the mean of four pixels.
    @SuppressWarnings("ReferenceEquality") // whether it is the same array
    static Plane halvedLuma(BufferedImage image) {
        int width = image.getWidth() / 2;
        int height = image.getHeight() / 2;
        float[] luma = new float[width * height];
        int[] upper = new int[image.getWidth()];
        int[] lower = new int[image.getWidth()];
        for (int y = 0; y < height; y++) {
            int[] above = row(image, 2 * y, upper);
            int[] below = row(image, 2 * y + 1, lower);
            int a = above == upper ? 0 : 2 * y * image.getWidth();
            int b = below == lower ? 0 : (2 * y + 1) * image.getWidth();
            for (int x = 0; x < width; x++) {
                int sum =
                        weighted(above[a + 2 * x])
                                + weighted(above[a + 2 * x + 1])
                                + weighted(below[b + 2 * x])
                                + weighted(below[b + 2 * x + 1]);
                luma[y * width + x] = sum / 4000f;
            }
        }
        return new Plane(width, height, luma);
    }

    /// The picture's own pixels when they are whole rows of ints, else the row, filled.
    private static int[] row(BufferedImage image, int y, int[] row) {
        int[] own = PackedPixels.of(image);
        return own != null ? own : image.getRGB(0, y, row.length, 1, row, 0, row.length);
    }

    /// A thousand times the luma of a pixel, by the weights of BT.601, which JPEG uses.
    private static int weighted(int rgb) {
        return 299 * (rgb >> 16 & 0xff) + 587 * (rgb >> 8 & 0xff) + 114 * (rgb & 0xff);
    }

    /// The same picture at half its size.
    Plane halved() {
        int w = width / 2;
        int h = height / 2;
        float[] half = new float[w * h];
        for (int y = 0; y < h; y++) {
            int above = 2 * y * width;
            int below = above + width;
            for (int x = 0; x < w; x++) {
                half[y * w + x] =
                        (values[above + 2 * x]
                                        + values[above + 2 * x + 1]
                                        + values[below + 2 * x]
                                        + values[below + 2 * x + 1])
                                / 4;
            }
        }
        return new Plane(w, h, half);
    }
}
