package dev.zimage.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.zimage.engine.goldens.Goldens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchNoiseTest {

    @ParameterizedTest
    @CsvSource({
        "a, noise, 42",
        "b, noise, 42",
        "a, noise.odd, 7",
        "b, noise.odd, 7",
        "a, noise.small, 4294967295",
        "b, noise.small, 4294967295"
    })
    void a_seed_gives_the_noise_that_torch_gives(String model, String tensor, long seed) {
        float[] expected = Goldens.of(model).floats(tensor);
        float[] actual = TorchNoise.normal(seed, expected.length);
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("%s %d", tensor, i).isCloseTo(expected[i], within(2e-6f));
        }
    }

    /// The check value of the generator's authors and of the C++ standard.
    @Test
    void the_ten_thousandth_number_is_that_of_the_standard() {
        MersenneTwister random = new MersenneTwister(5489);
        for (int i = 1; i < 10_000; i++) {
            random.next();
        }
        assertThat(Integer.toUnsignedLong(random.next())).isEqualTo(4_123_659_995L);
    }
}
