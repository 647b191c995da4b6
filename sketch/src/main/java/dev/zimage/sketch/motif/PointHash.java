package dev.zimage.sketch.motif;

/// Noise for pixels that needs no memory.
public final class PointHash {

    private PointHash() {}

    /// A well-mixed 32-bit hash of a point.
    public static int of(int x, int y, int seed) {
        int h = x * 0x9E3779B1 ^ y * 0x85EBCA77 ^ seed * 0xC2B2AE3D;
        h ^= h >>> 15;
        h *= 0x2C1B3C6D;
        h ^= h >>> 12;
        h *= 0x297A2D39;
        return h ^ h >>> 15;
    }
}
