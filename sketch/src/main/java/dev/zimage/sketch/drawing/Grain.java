package dev.zimage.sketch.drawing;

import dev.zimage.sketch.colour.Srgb;
import java.awt.image.BufferedImage;

/// The grain of print: light and dark specks over a whole picture.
public final class Grain {

    private static final int SPECKS = 1 << 14;

    private Grain() {}

    /// @param strength of the strongest speck, in steps of a channel
    public static void over(BufferedImage image, int strength, int seed) {
        int[] pixels = Srgb.pixels(image);
        int w = image.getWidth();
        double unit = Math.min(w, image.getHeight());
        int coarse = Math.max(0, (int) Math.round(Math.log(unit / 1024) / Math.log(2)));
        byte[] specks = new byte[SPECKS];
        for (int i = 0; i < SPECKS; i++) {
            int hash = Noise.hash(i, 0, seed);
            specks[i] = (byte) ((((hash & 0xFF) + ((hash >> 8) & 0xFF) - 255) * strength) >> 8);
        }
        for (int y = 0; y < image.getHeight(); y++) {
            int start = Noise.hash(0, y >> coarse, seed);
            for (int x = 0; x < w; x++) {
                int n = specks[(start + (x >> coarse)) & (SPECKS - 1)];
                int rgb = pixels[y * w + x];
                int r = clamp((rgb >> 16 & 0xFF) + n);
                int g = clamp((rgb >> 8 & 0xFF) + n);
                pixels[y * w + x] = r << 16 | g << 8 | clamp((rgb & 0xFF) + n);
            }
        }
    }

    private static int clamp(int v) {
        return v < 0 ? 0 : Math.min(v, 255);
    }
}
