package dev.zimage.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.internal.RetryUtils;
import dev.langchain4j.model.openai.OpenAiImageModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// LangChain4j's image model, which has a client of its own that does not say how often it tries.
class LangChain4jTest {

    @RegisterExtension static final TriedServer TRIED = new TriedServer();

    private static OpenAiImageModel.OpenAiImageModelBuilder model() {
        return OpenAiImageModel.builder()
                .baseUrl(TRIED.baseUrl())
                .apiKey(TRIED.key())
                .modelName("z-image");
    }

    @Test
    void a_picture_comes_as_a_link() {
        String url = model().size("1024x1024").build().generate("a cat").content().url().toString();

        assertThat(TRIED.server().get(url).header("Content-Type")).isEqualTo("image/jpeg");
    }

    @Test
    void several_pictures_are_drawn() {
        var pictures = model().outputFormat("png").quality("high").build().generate("cats", 3);

        assertThat(pictures.content())
                .hasSize(3)
                .extracting(image -> image.url())
                .doesNotHaveDuplicates();
    }

    @Test
    void errors_come_with_status_and_body() {
        assertRefused(401, "invalid_api_key", model().apiKey("sk-wrong"));
        assertRefused(400, "\"param\":\"size\"", model().size("large"));
        assertRefused(404, "model_not_found", model().modelName("dall-e-3"));
        assertRefused(429, "insufficient_quota", model().apiKey(TRIED.poorKey()));
    }

    /// Its image model throws what its HTTP client throws, without the exceptions that its other
    /// models have, and tries nothing again.
    private static void assertRefused(
            int status, String told, OpenAiImageModel.OpenAiImageModelBuilder model) {
        assertThatExceptionOfType(HttpException.class)
                .isThrownBy(() -> model.build().generate("a cat"))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(status))
                .withMessageContaining(told);
    }

    @Test
    void a_slow_picture_is_waited_for_by_asking_again_and_drawn_once() {
        var model = model().build();
        String prompt = "slow: langchain4j waits";
        assertThatExceptionOfType(HttpException.class)
                .isThrownBy(() -> model.generate(prompt))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(503))
                .withMessageContaining("still_processing")
                .withMessageContaining("task_");

        String url =
                RetryUtils.withRetry(() -> model.generate(prompt), 9).content().url().toString();

        assertThat(TRIED.server().get(url).status()).isEqualTo(200);
        assertThat(TRIED.drawn(prompt)).isEqualTo(1);
    }
}
