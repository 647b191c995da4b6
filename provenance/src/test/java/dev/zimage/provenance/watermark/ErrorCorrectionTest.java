package dev.zimage.provenance.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ErrorCorrectionTest {

    @Test
    void a_fifth_of_the_bits_may_be_wrong() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            long payload = random.nextLong();
            float[] soft = soft(payload);
            for (int flip = 0; flip < soft.length / 5; flip++) {
                int at = random.nextInt(soft.length);
                soft[at] = -soft[at];
            }
            assertThat(ErrorCorrection.decode(soft)).hasValue(payload);
        }
    }

    @Test
    void noise_is_no_payload() {
        Random random = new Random(2);
        float[] soft = new float[ErrorCorrection.CODE_BITS];
        for (int i = 0; i < 500; i++) {
            for (int bit = 0; bit < soft.length; bit++) {
                soft[bit] = (float) random.nextGaussian();
            }
            assertThat(ErrorCorrection.decode(soft)).isEmpty();
        }
    }

    private static float[] soft(long payload) {
        boolean[] code = ErrorCorrection.encode(payload);
        float[] soft = new float[code.length];
        for (int i = 0; i < code.length; i++) {
            soft[i] = code[i] ? -1 : 1;
        }
        return soft;
    }
}
