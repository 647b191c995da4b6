package dev.zimage.sketch.colour;

/// A colour by how it looks: Björn Ottosson's Oklab in polar form.
///
/// @param lightness 0 to 1
/// @param chroma 0 to about 0.37
/// @param hue in degrees
public record Oklch(double lightness, double chroma, double hue) {

    public static Oklch of(int rgb) {
        Oklab lab = Oklab.of(rgb);
        return new Oklch(
                lab.lightness(),
                Math.hypot(lab.a(), lab.b()),
                Math.toDegrees(Math.atan2(lab.b(), lab.a())));
    }

    public Oklch withLightness(double value) {
        return new Oklch(value, chroma, hue);
    }

    public Oklch withChroma(double value) {
        return new Oklch(lightness, value, hue);
    }

    public Oklch turned(double degrees) {
        return new Oklch(lightness, chroma, hue + degrees);
    }

    /// As `0xRRGGBB`; a colour that screens cannot show loses chroma until they can.
    public int rgb() {
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
        Oklab lab = new Oklab(lightness, a, b);
        for (double light : lab.linear()) {
            if (light < -0.002 || light > 1.002) {
                return -1;
            }
        }
        return lab.rgb();
    }
}
