package dev.zimage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MovingAverageTest {

    private final MovingAverage average = new MovingAverage(0.2, 7);

    @Test
    void a_guess_holds_until_there_is_a_value() {
        assertThat(average.mean()).isEqualTo(7);
        average.add(0);
        assertThat(average.mean()).isZero();
    }

    @Test
    void a_new_value_makes_up_its_share() {
        average.add(10);
        average.add(20);
        assertThat(average.mean()).isCloseTo(12, within(1e-9));
    }

    @Test
    void the_average_comes_to_what_the_values_are_now() {
        average.add(1000);
        for (int value = 0; value < 100; value++) {
            average.add(5);
        }
        assertThat(average.mean()).isCloseTo(5, within(1e-3));
    }
}
