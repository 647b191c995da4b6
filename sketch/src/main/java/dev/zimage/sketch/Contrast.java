package dev.zimage.sketch;

/// Contrast as WCAG 2 measures it.
final class Contrast {

    /// What WCAG asks of text.
    static final double READABLE = 4.5;

    private static final double[] LINEAR = new double[256];

    static {
        for (int i = 0; i < 256; i++) {
            double s = i / 255.0;
            LINEAR[i] = s <= 0.04045 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
        }
    }

    private Contrast() {}

    /// The light that a channel's value stands for, 0 to 1.
    static double linear(int channel) {
        return LINEAR[channel];
    }

    /// Relative luminance of `0xRRGGBB`, 0 to 1.
    static double luminance(int rgb) {
        return 0.2126 * LINEAR[rgb >> 16 & 255]
                + 0.7152 * LINEAR[rgb >> 8 & 255]
                + 0.0722 * LINEAR[rgb & 255];
    }

    static double ratio(int one, int other) {
        return ratio(luminance(one), luminance(other));
    }

    static double ratio(double one, double other) {
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    /// The colour itself if it reads on the ground, else the same hue made as much lighter or
    /// darker as it takes.
    static int readable(int ink, int ground, double least) {
        if (ratio(ink, ground) >= least) {
            return ink;
        }
        double backing = luminance(ground);
        boolean lighten = ratio(1, backing) > ratio(0, backing);
        Oklch colour = Oklch.of(ink);
        for (int step = 1; step <= 20; step++) {
            double l =
                    colour.lightness()
                            + (lighten ? 1 - colour.lightness() : -colour.lightness()) * step / 20;
            int tried = colour.withLightness(l).rgb();
            if (ratio(tried, ground) >= least) {
                return tried;
            }
        }
        return lighten ? 0xFFFFFF : 0x000000;
    }

    /// A colour between two, `share` of the way.
    static int mix(int from, int to, double share) {
        int r = blend(from >> 16 & 255, to >> 16 & 255, share);
        int g = blend(from >> 8 & 255, to >> 8 & 255, share);
        int b = blend(from & 255, to & 255, share);
        return r << 16 | g << 8 | b;
    }

    private static int blend(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }
}
