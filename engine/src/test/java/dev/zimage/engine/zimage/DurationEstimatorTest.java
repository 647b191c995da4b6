package dev.zimage.engine.zimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.zimage.engine.ImageSize;
import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.precision.Precision;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DurationEstimatorTest {

    private static final ImageSize SMALL = new ImageSize(256, 256);
    private static final ImageSize LARGE = new ImageSize(1024, 1024);

    private DurationEstimator durations;

    @BeforeEach
    void begin() throws IOException {
        durations =
                new DurationEstimator(ModelFolder.open(Goldens.of("a").model()), Precision.INT8, 2);
    }

    @Test
    void the_first_measurement_takes_the_place_of_the_guess() {
        durations.stepTook(SMALL, 1, Duration.ofSeconds(10));
        durations.decodingTook(SMALL, Duration.ofSeconds(4));
        assertThat(durations.expected(SMALL, 8))
                .isBetween(Duration.ofMillis(83_999), Duration.ofMillis(84_001));
    }

    @Test
    void what_was_measured_at_one_size_tells_of_others() {
        durations.stepTook(SMALL, 1, Duration.ofSeconds(10));
        durations.decodingTook(SMALL, Duration.ofSeconds(16));
        double seconds = durations.expected(LARGE, 1).toMillis() / 1000.0;
        assertThat(seconds).isGreaterThan(16 * (10 + 16));
    }

    @Test
    void later_measurements_count_but_one_pause_does_not_decide() {
        durations.stepTook(SMALL, 1, Duration.ofSeconds(10));
        durations.decodingTook(SMALL, Duration.ZERO);
        durations.stepTook(SMALL, 1, Duration.ofSeconds(20));
        assertThat(durations.expected(SMALL, 1).toMillis() / 1000.0).isCloseTo(13, within(0.01));
    }

    @Test
    void guided_steps_tell_how_long_others_take() {
        durations.stepTook(SMALL, 2, Duration.ofSeconds(10));
        durations.decodingTook(SMALL, Duration.ZERO);
        assertThat(durations.expected(SMALL, 8).toMillis() / 1000.0).isCloseTo(40, within(0.01));
        durations.stepTook(SMALL, 1, Duration.ofSeconds(5));
        assertThat(durations.expected(SMALL, 2).toMillis() / 1000.0).isCloseTo(10, within(0.01));
    }

    @Test
    void other_precisions_and_threads_are_guessed_differently() throws IOException {
        ModelFolder model = ModelFolder.open(Goldens.of("a").model());
        Duration slow = new DurationEstimator(model, Precision.FP32, 1).expected(LARGE, 8);
        Duration fast = new DurationEstimator(model, Precision.INT8, 4).expected(LARGE, 8);
        assertThat(slow).isGreaterThan(fast.multipliedBy(4));
    }
}
