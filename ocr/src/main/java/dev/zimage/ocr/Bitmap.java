package dev.zimage.ocr;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/// The pixels of a picture: red, green and blue in the lower bytes of an integer, row after row.
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying it would cost
record Bitmap(int[] pixels, int width, int height) {

    static Bitmap of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        return new Bitmap(image.getRGB(0, 0, width, height, null, 0, width), width, height);
    }

    /// Shrinks a picture without aliasing, or enlarges it.
    static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage current = image;
        while (current.getWidth() >= 2 * width && current.getHeight() >= 2 * height) {
            current = drawn(current, current.getWidth() / 2, current.getHeight() / 2);
        }
        return drawn(current, width, height);
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height) {
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }

    /// Mixes the four pixels around a place; outside, the nearest pixel of the edge counts.
    ///
    /// @param to takes red, green and blue, 0 to 255
    void sample(double x, double y, float[] to) {
        double left = Math.clamp(x - 0.5, 0, width - 1);
        double top = Math.clamp(y - 0.5, 0, height - 1);
        int column = (int) left;
        int row = (int) top;
        int right = Math.min(column + 1, width - 1);
        int below = Math.min(row + 1, height - 1);
        float across = (float) (left - column);
        float down = (float) (top - row);
        int a = pixels[row * width + column];
        int b = pixels[row * width + right];
        int c = pixels[below * width + column];
        int d = pixels[below * width + right];
        for (int channel = 0; channel < 3; channel++) {
            int shift = 16 - 8 * channel;
            float upper = mixed(a >> shift & 0xff, b >> shift & 0xff, across);
            float lower = mixed(c >> shift & 0xff, d >> shift & 0xff, across);
            to[channel] = upper + (lower - upper) * down;
        }
    }

    private static float mixed(int from, int to, float part) {
        return from + (to - from) * part;
    }
}
