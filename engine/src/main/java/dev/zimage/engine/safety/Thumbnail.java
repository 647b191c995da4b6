package dev.zimage.engine.safety;

import java.awt.image.BufferedImage;

/// A picture as the network takes it: 224 by 224 whatever its shape, the channels one after the
/// other, 0 to 1. It is `tf.image.resizeBilinear` with `alignCorners`, as nsfwjs calls it: the four
/// nearest pixels are mixed, and those between are skipped.
final class Thumbnail {

    static final int SIDE = 224;

    private Thumbnail() {}

    static float[] of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        float[] values = new float[3 * SIDE * SIDE];
        int[] above = new int[width];
        int[] below = new int[width];
        float stepDown = (height - 1) / (SIDE - 1f);
        for (int y = 0; y < SIDE; y++) {
            float place = stepDown * y;
            int top = (int) Math.min(height - 1, Math.floor(place));
            int bottom = (int) Math.min(height - 1, Math.ceil(place));
            image.getRGB(0, top, width, 1, above, 0, width);
            image.getRGB(0, bottom, width, 1, below, 0, width);
            row(above, below, place - top, values, y * SIDE);
        }
        return values;
    }

    private static void row(int[] above, int[] below, float down, float[] values, int start) {
        int last = above.length - 1;
        float stepRight = last / (SIDE - 1f);
        for (int x = 0; x < SIDE; x++) {
            float place = stepRight * x;
            int left = (int) Math.min(last, Math.floor(place));
            int right = (int) Math.min(last, Math.ceil(place));
            for (int channel = 0; channel < 3; channel++) {
                int shift = 16 - 8 * channel;
                float upper = mixed(above[left], above[right], shift, place - left);
                float lower = mixed(below[left], below[right], shift, place - left);
                values[channel * SIDE * SIDE + start + x] = upper + (lower - upper) * down;
            }
        }
    }

    private static float mixed(int left, int right, int shift, float part) {
        float from = (left >> shift & 0xff) / 255f;
        float to = (right >> shift & 0xff) / 255f;
        return from + (to - from) * part;
    }
}
