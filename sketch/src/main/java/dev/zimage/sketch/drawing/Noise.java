package dev.zimage.sketch.drawing;

/// Smooth random functions, the same for the same seed.
public record Noise(int seed) {

    /// A well-mixed 32-bit hash of a point.
    public static int hash(int x, int y, int seed) {
        int h = x * 0x9E3779B1 ^ y * 0x85EBCA77 ^ seed * 0xC2B2AE3D;
        h ^= h >>> 15;
        h *= 0x2C1B3C6D;
        h ^= h >>> 12;
        h *= 0x297A2D39;
        return h ^ h >>> 15;
    }

    /// Value noise in the plane, -1 to 1.
    double at(double x, double y) {
        int cx = (int) Math.floor(x);
        int cy = (int) Math.floor(y);
        double fx = x - cx;
        double fy = y - cy;
        double sx = fx * fx * (3 - 2 * fx);
        double sy = fy * fy * (3 - 2 * fy);
        double top = corner(cx, cy) * (1 - sx) + corner(cx + 1, cy) * sx;
        double bottom = corner(cx, cy + 1) * (1 - sx) + corner(cx + 1, cy + 1) * sx;
        return top * (1 - sy) + bottom * sy;
    }

    /// Several octaves of the noise in the plane, about -1 to 1.
    double fractal(double x, double y, int octaves) {
        double sum = 0;
        double amplitude = 0.5;
        double frequency = 1;
        for (int i = 0; i < octaves; i++) {
            sum += at(x * frequency + i * 17.3, y * frequency - i * 9.1) * amplitude;
            amplitude *= 0.5;
            frequency *= 2;
        }
        return sum;
    }

    private double corner(int x, int y) {
        return Noise.hash(x, y, seed) / 2147483648.0;
    }
}
