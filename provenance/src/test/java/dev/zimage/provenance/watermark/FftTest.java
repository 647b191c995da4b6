package dev.zimage.provenance.watermark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

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
        float[] re = new float[70];
        float[] im = new float[70];
        for (int i = 3; i < 3 + 16; i++) {
            re[i] = random.nextFloat();
            im[i] = random.nextFloat();
        }
        float[] quarterRe = re.clone();
        float[] quarterIm = im.clone();
        new Fft(64).transform(re, im, 3);
        new Fft(64).transformQuarter(quarterRe, quarterIm, 3);
        assertThat(quarterRe).isEqualTo(re);
        assertThat(quarterIm).isEqualTo(im);
    }
}
