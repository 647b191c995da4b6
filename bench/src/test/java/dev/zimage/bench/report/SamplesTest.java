package dev.zimage.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void the_median_of_an_odd_number_is_the_middle_one() {
        assertThat(samples(9, 1, 5).median()).isEqualTo(5);
    }

    @Test
    void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assertThat(samples(100, 1, 2, 4).median()).isEqualTo(3);
    }

    @Test
    void there_is_no_median_of_nothing() {
        assertThatIllegalStateException().isThrownBy(() -> new Samples().median());
    }

    private static Samples samples(double... values) {
        Samples samples = new Samples();
        for (double value : values) {
            samples.add(value);
        }
        return samples;
    }
}
