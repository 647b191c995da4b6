package dev.zimage.engine.zimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.zimage.engine.GenerationException;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelsTest {

    @Test
    void values_become_grey_levels_and_those_out_of_bounds_the_nearest() throws Exception {
        float[] values = {-1, 1, -9, 9, 0, 0, 0, 0, 0.5f, 0.5f, 0.5f, 0.5f};
        BufferedImage picture = Pixels.picture(values, 2, 2);
        assertThat(picture.getRGB(0, 0)).isEqualTo(0xFF0080BF);
        assertThat(picture.getRGB(1, 0)).isEqualTo(0xFFFF80BF);
        assertThat(picture.getRGB(0, 1)).isEqualTo(0xFF0080BF);
        assertThat(picture.getRGB(1, 1)).isEqualTo(0xFFFF80BF);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void what_is_no_number_is_no_picture(float wrong) {
        float[] values = {-1, 1, -1, 1, 0, 0, 0, 0, 0, 0, 0, wrong};
        assertThatExceptionOfType(GenerationException.class)
                .isThrownBy(() -> Pixels.picture(values, 2, 2))
                .withMessageContaining("no number");
    }

    @Test
    void one_colour_all_over_is_no_picture() {
        float[] red = new float[3 * 64];
        Arrays.fill(red, -1);
        Arrays.fill(red, 0, 64, 1);
        red[7] = 0.99f;
        assertThatExceptionOfType(GenerationException.class)
                .isThrownBy(() -> Pixels.picture(red, 8, 8))
                .withMessageContaining("flat")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(GenerationException.Cause.FAILED));
    }

    /// As a decoder with damaged weights draws it: grey, with a spot at a corner.
    @Test
    void a_few_pixels_in_one_colour_are_no_picture() throws Exception {
        float[] grey = new float[3 * 100 * 100];
        grey[0] = 1;
        grey[1] = -1;
        assertThatExceptionOfType(GenerationException.class)
                .isThrownBy(() -> Pixels.picture(grey, 100, 100))
                .withMessageContaining("flat");

        Arrays.fill(grey, 0, 30, 1);
        assertThat(Pixels.picture(grey, 100, 100).getRGB(0, 0)).isEqualTo(0xFFFF8080);
    }
}
