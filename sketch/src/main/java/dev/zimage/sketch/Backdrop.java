package dev.zimage.sketch;

import dev.zimage.sketch.colour.Contrast;
import dev.zimage.sketch.colour.Srgb;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;

/// What lies behind a text: the luminance of the pixels that are there now.
///
/// @param darkest that matters: a two-hundredth of the pixels may be darker
/// @param lightest that matters, likewise
/// @param mean colour, `0xRRGGBB`
record Backdrop(double darkest, double lightest, int mean) {

    private static final int SAMPLES_ACROSS = 160;

    /// The contrast that an ink is to have: a little more than readable, for what grain and
    /// encoding take away.
    private static final double WANTED = 5.2;

    static Backdrop behind(Page page, Rectangle2D area) {
        Rectangle part = area.getBounds().intersection(page.whole());
        int stepX = Math.max(1, part.width / SAMPLES_ACROSS);
        int stepY = Math.max(1, part.height / SAMPLES_ACROSS);
        int columns = (part.width - 1) / stepX + 1;
        int[] pixels = page.pixels();
        int[] seen = new int[columns * ((part.height - 1) / stepY + 1)];
        for (int i = 0; i < seen.length; i++) {
            int y = part.y + i / columns * stepY;
            seen[i] = pixels[y * page.size().width() + part.x + i % columns * stepX];
        }
        double[] light = new double[seen.length];
        for (int i = 0; i < seen.length; i++) {
            light[i] = Contrast.luminance(seen[i]);
        }
        Arrays.sort(light);
        int spare = light.length / 200;
        int mean = mean(seen, 16) << 16 | mean(seen, 8) << 8 | mean(seen, 0);
        return new Backdrop(light[spare], light[light.length - 1 - spare], mean);
    }

    private static int mean(int[] pixels, int shift) {
        long sum = 0;
        for (int pixel : pixels) {
            sum += pixel >> shift & 255;
        }
        return (int) ((double) sum / pixels.length);
    }

    /// The lowest contrast that an ink has on it.
    double worst(int ink) {
        double light = Contrast.luminance(ink);
        return light > darkest && light < lightest
                ? 1
                : Math.min(Contrast.ratio(light, darkest), Contrast.ratio(light, lightest));
    }

    /// How strongly a scrim has to cover it for an ink to read, 0 to 1.
    double cover(int scrim, int ink) {
        double share = 0;
        while (share < 1 && under(scrim, share).worst(ink) < WANTED) {
            share += 0.04;
        }
        return Math.min(1, share);
    }

    private Backdrop under(int scrim, double share) {
        double low = blended(darkest, scrim, share);
        return new Backdrop(low, blended(lightest, scrim, share), Srgb.mix(mean, scrim, share));
    }

    /// The luminance of a grey of that luminance under the scrim.
    private static double blended(double luminance, int scrim, double share) {
        int grey = Srgb.channel(luminance);
        return Contrast.luminance(Srgb.mix(grey << 16 | grey << 8 | grey, scrim, share));
    }
}
