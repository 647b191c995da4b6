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
        float[] specks = new float[(SPECKS << coarse) + w];
        for (int i = 0; i < specks.length; i++) {
            int hash = Noise.hash(i >> coarse & (SPECKS - 1), 0, seed);
            specks[i] = (((hash & 0xFF) + ((hash >> 8) & 0xFF) - 255) * strength) >> 8;
        }
        for (int y = 0; y < image.getHeight(); y++) {
            int start = Noise.hash(0, y >> coarse, seed) & (SPECKS - 1);
            add(pixels, y * w, w, specks, start << coarse);
        }
    }

    /// The compiler takes several pixels at once, because the loop is plain and arrays of different
    /// types cannot overlap.
    private static void add(int[] pixels, int from, int count, float[] specks, int start) {
        for (int i = 0; i < count; i++) {
            int rgb = pixels[from + i];
            int n = (int) specks[start + i];
            int r = clamp((rgb >> 16 & 0xFF) + n);
            int g = clamp((rgb >> 8 & 0xFF) + n);
            pixels[from + i] = r << 16 | g << 8 | clamp((rgb & 0xFF) + n);
        }
    }

    private static int clamp(int v) {
        return Math.max(0, Math.min(v, 255));
    }
}
