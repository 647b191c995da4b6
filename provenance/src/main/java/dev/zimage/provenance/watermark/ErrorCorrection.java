package dev.zimage.provenance.watermark;

import java.util.Arrays;
import java.util.Optional;

/// 64 bits as 480 that stand many errors: a CRC-16 behind the bits, the whole through a tail-biting
/// convolutional code of rate 1/3 and constraint length 7, and that twice.
final class ErrorCorrection {

    static final int CODE_BITS = 480;

    private static final int PAYLOAD_BITS = 64;
    private static final int CHECK_BITS = 16;
    private static final int BITS = PAYLOAD_BITS + CHECK_BITS;
    private static final int MEMORY = 6;
    private static final int STATES = 1 << MEMORY;

    /// The best known polynomials of this rate and length.
    private static final int[] POLYNOMIALS = {0133, 0145, 0175};

    private static final int ONCE = BITS * POLYNOMIALS.length;

    /// A tail-biting code starts in any state; after so many rounds the decoder has found it.
    private static final int ROUNDS = 3;

    private ErrorCorrection() {}

    /// The code of a payload.
    static boolean[] encode(long payload) {
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

    /// The likeliest payload, when its check holds.
    ///
    /// @param soft for each bit of the code how sure it is: positive for 0, negative for 1
    static Optional<Long> decode(float[] soft) {
        float[] sums = new float[ONCE];
        for (int i = 0; i < ONCE; i++) {
            sums[i] = soft[i] + soft[ONCE + i];
        }
        boolean[] bits = viterbi(sums);
        long payload = 0;
        for (int i = 0; i < PAYLOAD_BITS; i++) {
            payload = payload << 1 | (bits[i] ? 1 : 0);
        }
        for (int i = PAYLOAD_BITS; i < BITS; i++) {
            if (bits[i] != (bit(payload, i) == 1)) {
                return Optional.empty();
            }
        }
        return Optional.of(payload);
    }

    private static boolean[] viterbi(float[] soft) {
        int steps = ROUNDS * BITS;
        float[] metric = new float[STATES];
        byte[][] from = new byte[steps][STATES];
        for (int step = 0; step < steps; step++) {
            metric = advance(metric, soft, step % BITS, from[step]);
        }
        int state = 0;
        for (int i = 1; i < STATES; i++) {
            state = metric[i] > metric[state] ? i : state;
        }
        boolean[] bits = new boolean[BITS];
        for (int step = steps - 1; step >= BITS; step--) {
            // The newest bit is the state's highest. The last round is not settled yet.
            if (step < 2 * BITS) {
                bits[step - BITS] = state >> (MEMORY - 1) == 1;
            }
            state = from[step][state];
        }
        return bits;
    }

    private static float[] advance(float[] metric, float[] soft, int at, byte[] from) {
        float[] best = new float[STATES];
        Arrays.fill(best, Float.NEGATIVE_INFINITY);
        for (int state = 0; state < STATES; state++) {
            for (int bit = 0; bit < 2; bit++) {
                float sum = metric[state];
                for (int p = 0; p < POLYNOMIALS.length; p++) {
                    float s = soft[at * POLYNOMIALS.length + p];
                    sum += output(state, bit, p) ? -s : s;
                }
                int next = next(state, bit);
                if (sum > best[next]) {
                    best[next] = sum;
                    from[next] = (byte) state;
                }
            }
        }
        return best;
    }

    private static int next(int state, int bit) {
        return state >> 1 | bit << (MEMORY - 1);
    }

    private static boolean output(int state, int bit, int polynomial) {
        return (Integer.bitCount((bit << MEMORY | state) & POLYNOMIALS[polynomial]) & 1) == 1;
    }

    /// A bit of the payload, or behind it of the check.
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
