package dev.zimage.provenance.watermark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FftTest {

    @Test
    void equals_the_sum_that_defines_it() {
        Random random = new Random(1);
        float[] re = new float[70];
        float[] im = new float[70];
        for (int i = 0; i < re.length; i++) {
            re[i] = random.nextFloat();
            im[i] = random.nextFloat();
        }
        float[] wasRe = re.clone();
        float[] wasIm = im.clone();
        new Fft(64).transform(re, im, 3);
        for (int k = 0; k < 64; k++) {
            double x = 0;
            double y = 0;
            for (int i = 0; i < 64; i++) {
                double angle = -2 * Math.PI * k * i / 64;
                x += wasRe[3 + i] * Math.cos(angle) - wasIm[3 + i] * Math.sin(angle);
                y += wasRe[3 + i] * Math.sin(angle) + wasIm[3 + i] * Math.cos(angle);
            }
            assertThat((double) re[3 + k]).isCloseTo(x, within(1e-4));
            assertThat((double) im[3 + k]).isCloseTo(y, within(1e-4));
        }
        assertThat(re[2]).isEqualTo(wasRe[2]);
        assertThat(re[67]).isEqualTo(wasRe[67]);
    }

    @Test
    void a_first_quarter_with_zeros_behind_it_gives_the_same_with_less_work() {
        Random random = new Random(2);
        float[] quarterRe = new float[50];
        float[] quarterIm = new float[50];
        float[] re = new float[64];
        float[] im = new float[64];
        for (int i = 0; i < 16; i++) {
            re[i] = random.nextFloat();
            quarterRe[2 + 3 * i] = re[i];
            im[i] = random.nextFloat();
            quarterIm[2 + 3 * i] = im[i];
        }
        float[] intoRe = new float[64];
        float[] intoIm = new float[64];
        Fft fft = new Fft(64);
        fft.transform(re, im, 0);
        fft.transformQuarter(quarterRe, quarterIm, 2, 3, intoRe, intoIm);
        assertThat(intoRe).isEqualTo(re);
        assertThat(intoIm).isEqualTo(im);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 128, 256})
    void a_single_wave_is_one_value_whatever_the_length(int length) {
        float[] re = new float[length];
        float[] im = new float[length];
        int wave = length / 2 - length / 8;
        for (int i = 0; i < length; i++) {
            re[i] = (float) Math.cos(2 * Math.PI * wave * i / length);
            im[i] = (float) Math.sin(2 * Math.PI * wave * i / length);
        }
        new Fft(length).transform(re, im, 0);
        for (int k = 0; k < length; k++) {
            assertThat(re[k]).isCloseTo(k == wave ? length : 0, within(1e-3f));
            assertThat(im[k]).isCloseTo(0, within(1e-3f));
        }
    }
}
