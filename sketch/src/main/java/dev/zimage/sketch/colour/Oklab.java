package dev.zimage.sketch.colour;

import java.util.stream.DoubleStream;

/// A colour in Oklab (Björn Ottosson, 2020), where a halfway colour looks halfway and gradients
/// between complements do not turn grey. `StrictMath` gives the same result on every processor.
///
/// @param lightness perceived, 0 (black) to 1 (white)
/// @param a from green to red
/// @param b from blue to yellow
public record Oklab(double lightness, double a, double b) {

    public static Oklab of(int rgb) {
        double red = Srgb.linear(rgb >> 16 & 0xFF);
        double green = Srgb.linear(rgb >> 8 & 0xFF);
        double blue = Srgb.linear(rgb & 0xFF);
        double l = StrictMath.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
        double m = StrictMath.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
        double s = StrictMath.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
        return new Oklab(
                0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
    }

    /// The colour `share` of the way from this one to another; the share is clamped to 0..1.
    public Oklab mix(Oklab other, double share) {
        double t = Math.clamp(share, 0, 1);
        return new Oklab(
                lightness + (other.lightness - lightness) * t,
                a + (other.a - a) * t,
                b + (other.b - b) * t);
    }

    public Oklab darker(double share) {
        return new Oklab(lightness * (1 - share), a * (1 - share * 0.6), b * (1 - share * 0.6));
    }

    public Oklab withLightness(double value) {
        return new Oklab(value, a, b);
    }

    /// How far it is from grey, 0 to about 0.37.
    public double chroma() {
        return Math.hypot(a, b);
    }

    public Oklab withChroma(double value) {
        double factor = value / Math.max(1e-9, chroma());
        return new Oklab(lightness, a * factor, b * factor);
    }

    /// The colour of another hue.
    public Oklab turned(double degrees) {
        double sin = StrictMath.sin(Math.toRadians(degrees));
        double cos = StrictMath.cos(Math.toRadians(degrees));
        return new Oklab(lightness, a * cos - b * sin, a * sin + b * cos);
    }

    /// As `0xRRGGBB`; a colour that screens cannot show loses chroma until they can.
    public int shown() {
        Oklab tried = this;
        for (int i = 0; i < 24 && !tried.isOnScreen(); i++) {
            tried = new Oklab(lightness, tried.a * 0.9, tried.b * 0.9);
        }
        return tried.rgb();
    }

    private boolean isOnScreen() {
        return DoubleStream.of(linear()).allMatch(light -> light >= -0.002 && light <= 1.002);
    }

    /// As `0xRRGGBB`; channels beyond what a screen shows are clamped.
    public int rgb() {
        double[] linear = linear();
        return Srgb.channel(linear[0]) << 16
                | Srgb.channel(linear[1]) << 8
                | Srgb.channel(linear[2]);
    }

    /// Red, green and blue as light, each 0 to 1 where a screen can show the colour.
    private double[] linear() {
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new double[] {
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
        };
    }

    private static double cube(double value) {
        return value * value * value;
    }
}
