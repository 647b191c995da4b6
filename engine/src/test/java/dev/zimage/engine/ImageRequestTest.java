package dev.zimage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ImageRequestTest {

    private static final ImageSize SQUARE = new ImageSize(1024, 1024);

    @Test
    void sides_that_the_model_cannot_draw_are_refused_with_the_size() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageSize(1000, 1024))
                .withMessageContaining("1000x1024");
        assertThatIllegalArgumentException().isThrownBy(() -> new ImageSize(48, 1024));
        assertThatIllegalArgumentException().isThrownBy(() -> new ImageSize(1024, 4112));
    }

    @Test
    void seeds_are_unsigned_32_bit_numbers() {
        assertThat(request(0).seed()).isZero();
        assertThat(request(4_294_967_295L).seed()).isEqualTo(ImageRequest.MAX_SEED);
        assertThatIllegalArgumentException().isThrownBy(() -> request(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> request(4_294_967_296L));
    }

    @Test
    void a_blank_prompt_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageRequest(" \u3000", SQUARE, 1));
    }

    private static ImageRequest request(long seed) {
        return new ImageRequest("a cat", SQUARE, seed);
    }
}
