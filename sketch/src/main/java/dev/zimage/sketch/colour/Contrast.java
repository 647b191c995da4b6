package dev.zimage.sketch.colour;

/// Contrast as WCAG 2 measures it.
public final class Contrast {

    private Contrast() {}

    /// Relative luminance of `0xRRGGBB`, 0 to 1.
    public static double luminance(int rgb) {
        return 0.2126 * Srgb.linear(rgb >> 16 & 255)
                + 0.7152 * Srgb.linear(rgb >> 8 & 255)
                + 0.0722 * Srgb.linear(rgb & 255);
    }

    public static double ratio(int one, int other) {
        return ratio(luminance(one), luminance(other));
    }

    public static double ratio(double one, double other) {
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    /// The colour itself if it reads on the ground, else the same hue made as much lighter or
    /// darker as it takes.
    public static int readable(int ink, int ground, double least) {
        if (ratio(ink, ground) >= least) {
            return ink;
        }
        double backing = luminance(ground);
        boolean lighten = ratio(1, backing) > ratio(0, backing);
        Oklab colour = Oklab.of(ink);
        for (int step = 1; step <= 20; step++) {
            double l = colour.lightness() + ((lighten ? 1 : 0) - colour.lightness()) * step / 20;
            int tried = colour.withLightness(l).shown();
            if (ratio(tried, ground) >= least) {
                return tried;
            }
        }
        return lighten ? 0xFFFFFF : 0x000000;
    }
}
