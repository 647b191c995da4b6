package dev.zimage.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.errors.BadRequestException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.image.Image;
import org.springframework.ai.image.ImageGeneration;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.openai.OpenAiImageModel;
import org.springframework.ai.openai.OpenAiImageOptions;

/// Spring AI's image model, which stands on OpenAI's client for Java.
class SpringAiTest {

    @RegisterExtension static final TriedServer TRIED = new TriedServer();

    private static OpenAiImageOptions.Builder options() {
        return OpenAiImageOptions.builder()
                .baseUrl(TRIED.baseUrl())
                .apiKey(TRIED.key())
                .model("z-image");
    }

    private static OpenAiImageModel model(OpenAiImageOptions.Builder options) {
        return OpenAiImageModel.builder().options(options.build()).build();
    }

    private static List<Image> draw(OpenAiImageOptions.Builder options, String prompt) {
        return model(options).call(new ImagePrompt(prompt)).getResults().stream()
                .map(ImageGeneration::getOutput)
                .toList();
    }

    @Test
    void pictures_come_as_links() {
        List<Image> pictures = draw(options().n(2).width(1024).height(1792), "a cat");

        assertThat(pictures)
                .hasSize(2)
                .extracting(image -> Objects.requireNonNull(image.getUrl()))
                .allSatisfy(url -> assertThat(TRIED.server().get(url).status()).isEqualTo(200));
    }

    @Test
    void a_picture_comes_in_the_answer() {
        List<Image> pictures = draw(options().responseFormat("b64_json"), "a cat");

        assertThat(pictures.getFirst().getB64Json()).startsWith("/9j/");
    }

    @Test
    void a_wrong_key_is_unauthorized() {
        assertThatExceptionOfType(UnauthorizedException.class)
                .isThrownBy(() -> draw(options().apiKey("sk-wrong"), "a cat"));
    }

    @Test
    void no_credits_are_a_rate_limit_that_is_not_tried_again() {
        long before = TRIED.answers(429);

        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> draw(options().apiKey(TRIED.poorKey()), "a cat"))
                .satisfies(e -> assertThat(e.code()).contains("insufficient_quota"));
        assertThat(TRIED.answers(429, before + 1)).isEqualTo(before + 1);
    }

    @Test
    void a_bad_size_is_a_bad_request() {
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> draw(options().size("large"), "a cat"))
                .satisfies(e -> assertThat(e.param()).contains("size"));
    }

    @Test
    void a_slow_picture_is_waited_for_and_drawn_once() {
        List<Image> pictures = draw(options().maxRetries(9), "slow: spring waits");

        assertThat(pictures.getFirst().getUrl()).isNotEmpty();
        assertThat(TRIED.drawn("slow: spring waits")).isEqualTo(1);
    }
}
