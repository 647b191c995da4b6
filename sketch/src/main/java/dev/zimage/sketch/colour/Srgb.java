package dev.zimage.sketch.colour;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/// Channels of `0xRRGGBB` colours: their light, and quick mixing in sRGB for every pixel.
public final class Srgb {

    private static final double[] LINEAR = new double[256];

    static {
        for (int i = 0; i < 256; i++) {
            double v = i / 255.0;
            LINEAR[i] = v <= 0.04045 ? v / 12.92 : StrictMath.pow((v + 0.055) / 1.055, 2.4);
        }
    }

    private Srgb() {}

    /// The pixels of an image of `TYPE_INT_RGB`, row by row.
    public static int[] pixels(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    /// The light that a channel's value stands for, 0 to 1.
    static double linear(int channel) {
        return LINEAR[channel];
    }

    /// The value of a channel, 0 to 255, for light that is clamped to 0..1.
    public static int channel(double linear) {
        double v = Math.clamp(linear, 0, 1);
        double s = v <= 0.0031308 ? 12.92 * v : 1.055 * StrictMath.pow(v, 1 / 2.4) - 0.055;
        return (int) Math.round(s * 255);
    }

    /// A colour between two, `share` of the way, 0 to 1.
    public static int mix(int from, int to, double share) {
        int part = (int) (share * 256);
        int r = from >> 16 & 0xFF;
        int g = from >> 8 & 0xFF;
        int b = from & 0xFF;
        r += (((to >> 16 & 0xFF) - r) * part) >> 8;
        g += (((to >> 8 & 0xFF) - g) * part) >> 8;
        b += (((to & 0xFF) - b) * part) >> 8;
        return r << 16 | g << 8 | b;
    }
}
