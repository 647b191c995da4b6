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
        int[] pixels = page.pixels();
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
                int p = pixels[y * w + x];
                light[n++] = Contrast.luminance(p);
                red += p >> 16 & 255;
                green += p >> 8 & 255;
                blue += p & 255;
            }
        }
        Arrays.sort(light);
        int spare = n / 200;
        int mean = (int) (red / n) << 16 | (int) (green / n) << 8 | (int) (blue / n);
        return new Backdrop(light[spare], light[n - 1 - spare], mean);
    }

    /// The lowest contrast that an ink has on it.
    double worst(int ink) {
        return worst(Contrast.luminance(ink), darkest, lightest);
    }

    private static double worst(double ink, double darkest, double lightest) {
        return ink > darkest && ink < lightest
                ? 1
                : Math.min(Contrast.ratio(ink, darkest), Contrast.ratio(ink, lightest));
    }

    /// How strongly a scrim has to cover it for an ink to read, 0 to 1.
    double cover(int scrim, int ink, double least) {
        for (double share = 0; share < 1; share += 0.04) {
            double low = blended(darkest, scrim, share);
            double high = blended(lightest, scrim, share);
            if (worst(Contrast.luminance(ink), low, high) >= least) {
                return share;
            }
        }
        return 1;
    }

    /// The luminance of a grey of that luminance under the scrim.
    private static double blended(double luminance, int scrim, double share) {
        int grey = Srgb.channel(luminance);
        return Contrast.luminance(Srgb.mix(grey << 16 | grey << 8 | grey, scrim, share));
    }
}
