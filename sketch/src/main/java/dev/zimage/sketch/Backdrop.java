package dev.zimage.sketch;

import dev.zimage.sketch.colour.Contrast;
import dev.zimage.sketch.colour.Srgb;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;

/// What lies behind a text: the luminance of the pixels that are there now.
///
/// @param darkest that matters: a two-hundredth of the pixels may be darker
/// @param lightest that matters, likewise
/// @param mean colour, `0xRRGGBB`
record Backdrop(double darkest, double lightest, int mean) {

    private static final int SAMPLES_ACROSS = 160;

    static Backdrop behind(Page page, Rectangle2D area) {
        int w = page.size().width();
        int h = page.size().height();
        int left = (int) Math.clamp(Math.floor(area.getMinX()), 0, w - 1);
        int right = (int) Math.clamp(Math.ceil(area.getMaxX()), left + 1, w);
        int top = (int) Math.clamp(Math.floor(area.getMinY()), 0, h - 1);
        int bottom = (int) Math.clamp(Math.ceil(area.getMaxY()), top + 1, h);
        int stepX = Math.max(1, (right - left) / SAMPLES_ACROSS);
        int stepY = Math.max(1, (bottom - top) / SAMPLES_ACROSS);
        double[] light =
                new double[((right - left - 1) / stepX + 1) * ((bottom - top - 1) / stepY + 1)];
        long red = 0;
        long green = 0;
        long blue = 0;
        int n = 0;
        for (int y = top; y < bottom; y += stepY) {
            for (int x = left; x < right; x += stepX) {
                int p = page.pixels()[y * w + x];
                light[n++] = Contrast.luminance(p);
                red += p >> 16 & 255;
                green += p >> 8 & 255;
                blue += p & 255;
            }
        }
        Arrays.sort(light);
        int spare = n / 200;
        return new Backdrop(
                light[spare],
                light[n - 1 - spare],
                (int) (red / n) << 16 | (int) (green / n) << 8 | (int) (blue / n));
    }

    /// The lowest contrast that an ink has on it.
    double worst(int ink) {
        double l = Contrast.luminance(ink);
        if (l > darkest && l < lightest) {
            return 1;
        }
        return Math.min(Contrast.ratio(l, darkest), Contrast.ratio(l, lightest));
    }

    /// How strongly a scrim has to cover it for an ink to read, 0 to 1.
    double cover(int scrim, int ink, double least) {
        for (double share = 0; share < 1; share += 0.04) {
            double low = blended(darkest, scrim, share);
            double high = blended(lightest, scrim, share);
            double l = Contrast.luminance(ink);
            if (!(l > low && l < high)
                    && Math.min(Contrast.ratio(l, low), Contrast.ratio(l, high)) >= least) {
                return share;
            }
        }
        return 1;
    }

    /// The luminance of a grey of that luminance under the scrim.
    private static double blended(double luminance, int scrim, double share) {
        double s =
                luminance <= 0.0031308
                        ? 12.92 * luminance
                        : 1.055 * Math.pow(luminance, 1 / 2.4) - 0.055;
        int grey = (int) Math.round(Math.clamp(s, 0, 1) * 255);
        return Contrast.luminance(Srgb.mix(grey << 16 | grey << 8 | grey, scrim, share));
    }
}
