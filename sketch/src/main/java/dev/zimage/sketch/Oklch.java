package dev.zimage.sketch;

/// A colour by how it looks: Björn Ottosson's Oklab in polar form.
///
/// @param lightness 0 to 1
/// @param chroma 0 to about 0.37
/// @param hue in degrees
record Oklch(double lightness, double chroma, double hue) {

    static Oklch of(int rgb) {
        double r = Contrast.linear(rgb >> 16 & 255);
        double g = Contrast.linear(rgb >> 8 & 255);
        double b = Contrast.linear(rgb & 255);
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        double lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
        double a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
        double c = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
        return new Oklch(lightness, Math.hypot(a, c), Math.toDegrees(Math.atan2(c, a)));
    }

    Oklch withLightness(double value) {
        return new Oklch(value, chroma, hue);
    }

    Oklch withChroma(double value) {
        return new Oklch(lightness, value, hue);
    }

    Oklch turned(double degrees) {
        return new Oklch(lightness, chroma, hue + degrees);
    }

    /// As `0xRRGGBB`; a colour that screens cannot show loses chroma until they can.
    int rgb() {
        double c = chroma;
        for (int i = 0; i < 24; i++) {
            int rgb = exact(c);
            if (rgb >= 0) {
                return rgb;
            }
            c *= 0.9;
        }
        return Math.max(0, exact(0));
    }

    private int exact(double c) {
        double a = c * Math.cos(Math.toRadians(hue));
        double b = c * Math.sin(Math.toRadians(hue));
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        int red = channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
        int green = channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
        int blue = channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
        return red < 0 || green < 0 || blue < 0 ? -1 : red << 16 | green << 8 | blue;
    }

    private static double cube(double x) {
        return x * x * x;
    }

    private static int channel(double linear) {
        if (linear < -0.002 || linear > 1.002) {
            return -1;
        }
        double x = Math.clamp(linear, 0, 1);
        double s = x <= 0.0031308 ? 12.92 * x : 1.055 * Math.pow(x, 1 / 2.4) - 0.055;
        return (int) Math.round(s * 255);
    }
}
