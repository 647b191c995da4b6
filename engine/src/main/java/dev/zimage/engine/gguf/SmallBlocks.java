package dev.zimage.engine.gguf;

/// Blocks of 32 values that share a scale, and in some types an offset.
final class SmallBlocks {

    private static final int HALF = 16;
    private static final int VALUES = 32;

    private SmallBlocks() {}

    /// A little-endian 16-bit float.
    static float half(byte[] bytes, int at) {
        return Float.float16ToFloat((short) ((bytes[at] & 0xFF) | (bytes[at + 1] << 8)));
    }

    static void q80(byte[] bytes, int from, float[] into, int at) {
        float scale = half(bytes, from);
        for (int i = 0; i < VALUES; i++) {
            into[at + i] = bytes[from + 2 + i] * scale;
        }
    }

    static void q40(byte[] bytes, int from, float[] into, int at) {
        float scale = half(bytes, from);
        for (int i = 0; i < HALF; i++) {
            int pair = bytes[from + 2 + i];
            into[at + i] = scale * ((pair & 0xF) - 8);
            into[at + HALF + i] = scale * ((pair >> 4 & 0xF) - 8);
        }
    }

    static void q41(byte[] bytes, int from, float[] into, int at) {
        float scale = half(bytes, from);
        float least = half(bytes, from + 2);
        for (int i = 0; i < HALF; i++) {
            int pair = bytes[from + 4 + i];
            into[at + i] = scale * (pair & 0xF) + least;
            into[at + HALF + i] = scale * (pair >> 4 & 0xF) + least;
        }
    }

    static void q50(byte[] bytes, int from, float[] into, int at) {
        float scale = half(bytes, from);
        for (int i = 0; i < VALUES; i++) {
            into[at + i] = scale * (fiveBits(bytes, from + 2, i) - 16);
        }
    }

    static void q51(byte[] bytes, int from, float[] into, int at) {
        float scale = half(bytes, from);
        float least = half(bytes, from + 2);
        for (int i = 0; i < VALUES; i++) {
            into[at + i] = scale * fiveBits(bytes, from + 4, i) + least;
        }
    }

    /// Four bytes with the fifth bit of each value, then the lower four bits of all.
    private static int fiveBits(byte[] bytes, int at, int i) {
        int high = bytes[at + i / 8] >> (i % 8) & 1;
        int low = bytes[at + 4 + i % HALF] >> (i < HALF ? 0 : 4) & 0xF;
        return high << 4 | low;
    }
}
