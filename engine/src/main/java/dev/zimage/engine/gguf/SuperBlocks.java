package dev.zimage.engine.gguf;

import static dev.zimage.engine.gguf.SmallBlocks.half;

/// Blocks of 256 values, the "K" types: a scale for the block, and scales of few bits, in some
/// types offsets too, for each 16 or 32 values in it.
final class SuperBlocks {

    private static final int VALUES = 256;

    private SuperBlocks() {}

    static void q2k(byte[] bytes, int from, float[] into, int at) {
        float scale = half(bytes, from + 80);
        float offset = half(bytes, from + 82);
        for (int group = 0; group < 16; group++) {
            int packed = bytes[from + group];
            float step = scale * (packed & 0xF);
            float least = offset * (packed >> 4 & 0xF);
            for (int i = 16 * group; i < 16 * group + 16; i++) {
                into[at + i] = step * twoBits(bytes, from + 16, i) - least;
            }
        }
    }

    static void q3k(byte[] bytes, int from, float[] into, int at) {
        float scale = half(bytes, from + 108);
        for (int group = 0; group < 16; group++) {
            int low = bytes[from + 96 + group % 8] >> (group < 8 ? 0 : 4) & 0xF;
            int high = bytes[from + 104 + group % 4] >> (2 * (group / 4)) & 3;
            float step = scale * ((high << 4 | low) - 32);
            for (int i = 16 * group; i < 16 * group + 16; i++) {
                int third = bytes[from + i % 32] >> (i / 32) & 1;
                into[at + i] = step * (twoBits(bytes, from + 32, i) - 4 * (third ^ 1));
            }
        }
    }

    /// 64 bytes with two bits of each value: a byte has those of values 32 apart.
    private static int twoBits(byte[] bytes, int at, int i) {
        return bytes[at + i / 128 * 32 + i % 32] >> (2 * (i / 32 % 4)) & 3;
    }

    static void q4k(byte[] bytes, int from, float[] into, int at) {
        float scale = half(bytes, from);
        float offset = half(bytes, from + 2);
        for (int group = 0; group < 8; group++) {
            float step = scale * scaleOf(bytes, from + 4, group);
            float least = offset * offsetOf(bytes, from + 4, group);
            for (int i = 32 * group; i < 32 * group + 32; i++) {
                into[at + i] = step * fourBits(bytes, from + 16, i) - least;
            }
        }
    }

    static void q5k(byte[] bytes, int from, float[] into, int at) {
        float scale = half(bytes, from);
        float offset = half(bytes, from + 2);
        for (int group = 0; group < 8; group++) {
            float step = scale * scaleOf(bytes, from + 4, group);
            float least = offset * offsetOf(bytes, from + 4, group);
            for (int i = 32 * group; i < 32 * group + 32; i++) {
                int fifth = bytes[from + 16 + i % 32] >> group & 1;
                into[at + i] = step * (fifth << 4 | fourBits(bytes, from + 48, i)) - least;
            }
        }
    }

    /// 128 bytes with four bits of each value: a byte has those of values 32 apart.
    private static int fourBits(byte[] bytes, int at, int i) {
        return bytes[at + i / 64 * 32 + i % 32] >> (4 * (i / 32 % 2)) & 0xF;
    }

    /// Twelve bytes have eight scales and eight offsets of six bits: four of each in the first
    /// eight bytes; of the others the lower bits are in the last four, the upper ones above the
    /// first.
    private static int scaleOf(byte[] bytes, int at, int group) {
        return group < 4
                ? bytes[at + group] & 0x3F
                : (bytes[at + 4 + group] & 0xF) | ((bytes[at + group - 4] >> 2) & 0x30);
    }

    private static int offsetOf(byte[] bytes, int at, int group) {
        return group < 4
                ? bytes[at + 4 + group] & 0x3F
                : ((bytes[at + 4 + group] >> 4) & 0xF) | ((bytes[at + group] >> 2) & 0x30);
    }

    static void q6k(byte[] bytes, int from, float[] into, int at) {
        float scale = half(bytes, from + 208);
        for (int i = 0; i < VALUES; i++) {
            int low = bytes[from + i / 128 * 64 + i % 64] >> (4 * (i / 64 % 2)) & 0xF;
            int high = bytes[from + 128 + i / 128 * 32 + i % 32] >> (2 * (i / 32 % 4)) & 3;
            float step = scale * bytes[from + 192 + i / 16];
            into[at + i] = step * ((high << 4 | low) - 32);
        }
    }
}
