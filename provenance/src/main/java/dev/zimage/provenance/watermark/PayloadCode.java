package dev.zimage.provenance.watermark;

/// Encodes 64 bits as 480, so that the codes of two payloads differ in many bits: a CRC-16 is
/// appended, the whole goes through a tail-biting convolutional code of rate 1/3 and constraint
/// length 7, and the result is repeated once.
final class PayloadCode {

    static final int CODE_BITS = 480;

    private static final int PAYLOAD_BITS = 64;
    private static final int CHECK_BITS = 16;
    private static final int BITS = PAYLOAD_BITS + CHECK_BITS;
    private static final int MEMORY = 6;

    /// The best known polynomials of this rate and length.
    private static final int[] POLYNOMIALS = {0133, 0145, 0175};

    private static final int ONCE = BITS * POLYNOMIALS.length;

    private PayloadCode() {}

    /// The code of a payload.
    static boolean[] of(WatermarkPayload payload) {
        return of(payload.bits());
    }

    private static boolean[] of(long payload) {
        boolean[] code = new boolean[CODE_BITS];
        int state = 0;
        for (int i = BITS - MEMORY; i < BITS; i++) {
            state = next(state, bit(payload, i));
        }
        for (int i = 0; i < BITS; i++) {
            int bit = bit(payload, i);
            for (int p = 0; p < POLYNOMIALS.length; p++) {
                boolean out = output(state, bit, p);
                code[i * POLYNOMIALS.length + p] = out;
                code[ONCE + i * POLYNOMIALS.length + p] = out;
            }
            state = next(state, bit);
        }
        return code;
    }

    private static int next(int state, int bit) {
        return state >> 1 | bit << (MEMORY - 1);
    }

    private static boolean output(int state, int bit, int polynomial) {
        return (Integer.bitCount((bit << MEMORY | state) & POLYNOMIALS[polynomial]) & 1) == 1;
    }

    /// A bit of the payload, or of the check after it.
    private static int bit(long payload, int index) {
        return index < PAYLOAD_BITS
                ? (int) (payload >>> (PAYLOAD_BITS - 1 - index)) & 1
                : check(payload) >> (BITS - 1 - index) & 1;
    }

    /// CRC-16/CCITT-FALSE.
    private static int check(long payload) {
        int crc = 0xffff;
        for (int i = PAYLOAD_BITS - 1; i >= 0; i--) {
            int top = (crc >> 15) ^ ((int) (payload >>> i) & 1);
            crc = ((crc << 1) & 0xffff) ^ ((top & 1) * 0x1021);
        }
        return crc;
    }
}
