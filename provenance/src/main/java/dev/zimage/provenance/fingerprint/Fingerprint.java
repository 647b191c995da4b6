package dev.zimage.provenance.fingerprint;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// 256 bits that say how a picture looks: for each of its 256 longest waves whether it is stronger
/// than the median. Compression and another size change few of them; another part of the picture
/// changes many. The method is that of PDQ: a mean over 64 by 64 cells, then the 16 by 16 lowest
/// frequencies of its cosine transform without the constant ones.
///
/// @param a the first 64 bits
/// @param d the last 64 bits
public record Fingerprint(long a, long b, long c, long d) {

    public static final int BITS = 256;

    private static final int BYTES = BITS / Byte.SIZE;

    /// Two fingerprints of the same picture differ in so many bits at most, almost always; those of
    /// two unrelated pictures differ in about 128.
    public static final int SAME_PICTURE = 20;

    /// Two fingerprints that differ in more bits are those of different pictures, or of different
    /// parts of one: a caption, a sticker or other colours change fewer, almost always.
    public static final int OTHER_PICTURE = 100;

    /// The median strength of the waves below which compression alone would decide the bits.
    private static final float FAINTEST = 15;

    /// The fingerprint of a picture of any size; empty for one that is flat, or nearly.
    public static Optional<Fingerprint> of(BufferedImage image) {
        float[] waves = LowWaves.of(Cells.of(image));
        float[] strengths = waves.clone();
        for (int i = 0; i < BITS; i++) {
            strengths[i] = Math.abs(waves[i]);
        }
        return median(strengths) < FAINTEST ? Optional.empty() : Optional.of(of(waves));
    }

    private static Fingerprint of(float[] waves) {
        float median = median(waves);
        long[] words = new long[BITS / Long.SIZE];
        for (int i = 0; i < BITS; i++) {
            if (waves[i] > median) {
                words[i / Long.SIZE] |= 1L << (i % Long.SIZE);
            }
        }
        return new Fingerprint(words[0], words[1], words[2], words[3]);
    }

    private static float median(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    }

    /// The fingerprint that [#bytes] wrote.
    ///
    /// @throws IllegalArgumentException when these are not 32 bytes
    public static Fingerprint fromBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a fingerprint has 32 bytes, not " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Fingerprint(
                buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /// 32 bytes.
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(a).putLong(b).putLong(c).putLong(d).array();
    }

    /// In how many bits two fingerprints differ.
    public int distance(Fingerprint other) {
        return Long.bitCount(a ^ other.a)
                + Long.bitCount(b ^ other.b)
                + Long.bitCount(c ^ other.c)
                + Long.bitCount(d ^ other.d);
    }
}
