package dev.zimage.sketch.scene;

/// Arithmetic on `0xRRGGBB` colours. Mixing happens in OKLab (Björn Ottosson, 2020), where a
/// halfway colour looks halfway and gradients between complements do not turn grey.
final class Colour {

    static final int WHITE = 0xFFFFFF;
    static final int BLACK = 0x000000;

    private static final float[] LINEAR = linear();

    private Colour() {}

    /// The colour `share` of the way from `from` to `to`; the share is clamped to 0..1.
    static int mix(int from, int to, double share) {
        double t = Math.clamp(share, 0, 1);
        double[] a = lab(from);
        double[] b = lab(to);
        return rgb(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t);
    }

    /// `rgb` laid over `below` in sRGB: coarser than [#mix], and quick enough for every pixel.
    static int over(int below, int rgb, double alpha) {
        int a = (int) (alpha * 256);
        int r = (below >> 16) & 0xFF;
        int g = (below >> 8) & 0xFF;
        int b = below & 0xFF;
        r += ((((rgb >> 16) & 0xFF) - r) * a) >> 8;
        g += ((((rgb >> 8) & 0xFF) - g) * a) >> 8;
        b += (((rgb & 0xFF) - b) * a) >> 8;
        return (r << 16) | (g << 8) | b;
    }

    static int darker(int rgb, double share) {
        double[] a = lab(rgb);
        return rgb(a[0] * (1 - share), a[1] * (1 - share * 0.6), a[2] * (1 - share * 0.6));
    }

    static int lighter(int rgb, double share) {
        return mix(rgb, WHITE, share);
    }

    /// Perceived lightness, 0 (black) to 1 (white).
    static double lightness(int rgb) {
        return lab(rgb)[0];
    }

    /// How colourful it is: 0 for greys, about 0.3 for the strongest colours of a screen.
    static double chroma(int rgb) {
        double[] a = lab(rgb);
        return Math.hypot(a[1], a[2]);
    }

    static int withLightness(int rgb, double lightness) {
        double[] a = lab(rgb);
        return rgb(lightness, a[1], a[2]);
    }

    /// `count` colours from `from` to `to`, both included.
    static int[] ramp(int from, int to, int count) {
        double[] a = lab(from);
        double[] b = lab(to);
        int[] colours = new int[count];
        for (int i = 0; i < count; i++) {
            double t = count == 1 ? 0 : (double) i / (count - 1);
            colours[i] =
                    rgb(
                            a[0] + (b[0] - a[0]) * t,
                            a[1] + (b[1] - a[1]) * t,
                            a[2] + (b[2] - a[2]) * t);
        }
        return colours;
    }

    private static double[] lab(int rgb) {
        double r = LINEAR[rgb >> 16 & 0xFF];
        double g = LINEAR[rgb >> 8 & 0xFF];
        double b = LINEAR[rgb & 0xFF];
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return new double[] {
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
        };
    }

    private static int rgb(double lightness, double a, double b) {
        double l = lightness + 0.3963377774 * a + 0.2158037573 * b;
        double m = lightness - 0.1055613458 * a - 0.0638541728 * b;
        double s = lightness - 0.0894841775 * a - 1.2914855480 * b;
        l = l * l * l;
        m = m * m * m;
        s = s * s * s;
        int red = encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
        int green = encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
        int blue = encode(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
        return red << 16 | green << 8 | blue;
    }

    private static int encode(double linear) {
        double v = linear <= 0.0031308 ? linear * 12.92 : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return (int) Math.round(Math.clamp(v, 0, 1) * 255);
    }

    private static float[] linear() {
        float[] table = new float[256];
        for (int i = 0; i < 256; i++) {
            double v = i / 255.0;
            table[i] = (float) (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
        }
        return table;
    }
}
