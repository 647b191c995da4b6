package dev.zimage.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.images.Image;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImageGenerateParams.OutputFormat;
import com.openai.models.images.ImageGenerateParams.ResponseFormat;
import com.openai.models.images.ImageGenerateParams.Size;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// OpenAI's own client for Java.
class OpenAiJavaTest {

    @RegisterExtension static final TriedServer TRIED = new TriedServer();

    private final OpenAIClient client = client(TRIED.key());

    private static OpenAIClient client(String key) {
        return builder(key).build();
    }

    private static OpenAIOkHttpClient.Builder builder(String key) {
        return OpenAIOkHttpClient.builder().baseUrl(TRIED.baseUrl()).apiKey(key);
    }

    private static ImageGenerateParams.Builder picture(String prompt) {
        return ImageGenerateParams.builder().model("z-image").prompt(prompt);
    }

    @Test
    void pictures_come_as_links() {
        var answer = client.images().generate(picture("a cat").n(3).size(Size._1024X1024).build());

        List<Image> data = answer.data().orElseThrow();
        assertThat(data)
                .hasSize(3)
                .extracting(image -> image.url().orElseThrow())
                .doesNotHaveDuplicates()
                .allSatisfy(url -> assertThat(TRIED.server().get(url).status()).isEqualTo(200));
        assertThat(answer.created()).isPositive();
        answer.validate();
    }

    @Test
    @SuppressWarnings("deprecation") // OpenAI's own newer models ignore it; ours does not
    void pictures_come_in_the_answer() {
        var answer =
                client.images()
                        .generate(
                                picture("a cat")
                                        .responseFormat(ResponseFormat.B64_JSON)
                                        .outputFormat(OutputFormat.PNG)
                                        .build());

        byte[] png =
                Base64.getDecoder()
                        .decode(answer.data().orElseThrow().getFirst().b64Json().orElseThrow());
        assertThat(new String(png, 1, 3, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("PNG");
    }

    @Test
    void fields_of_ours_go_along() {
        var answer =
                client.images()
                        .generate(
                                picture("a cat")
                                        .putAdditionalBodyProperty("seed", JsonValue.from(7))
                                        .build());

        assertThat(answer.data()).isPresent();
    }

    @Test
    void pictures_are_edited(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("black.png");
        ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB), "png", file.toFile());

        var answer =
                client.images()
                        .edit(
                                ImageEditParams.builder()
                                        .model("cats")
                                        .image(file)
                                        .prompt("a hat on it")
                                        .build());

        assertThat(answer.data().orElseThrow().getFirst().url()).isPresent();
    }

    @Test
    void models_are_listed() {
        assertThat(client.models().list().data())
                .extracting(model -> model.validate().id())
                .containsExactly("z-image", "cats");
        assertThat(client.models().retrieve("z-image").id()).isEqualTo("z-image");
    }

    @Test
    void a_blank_or_wrong_key_is_unauthorized() {
        for (String key : List.of(" ", "sk-wrong")) {
            assertThatExceptionOfType(UnauthorizedException.class)
                    .isThrownBy(() -> client(key).models().list())
                    .satisfies(e -> assertThat(e.code()).contains("invalid_api_key"));
        }
    }

    @Test
    void no_credits_are_a_rate_limit_that_is_not_tried_again() {
        long before = TRIED.answers(429);

        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(
                        () -> client(TRIED.poorKey()).images().generate(picture("a cat").build()))
                .satisfies(e -> assertThat(e.code()).contains("insufficient_quota"))
                .satisfies(e -> assertThat(e.type()).contains("insufficient_quota"));
        assertThat(TRIED.answers(429, before + 1)).isEqualTo(before + 1);
    }

    @Test
    void a_bad_size_is_a_bad_request() {
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() ->
                        client.images().generate(picture("a cat").size(Size.of("large")).build()))
                .satisfies(e -> assertThat(e.param()).contains("size"))
                .satisfies(e -> assertThat(e.code()).contains("invalid_value"));
    }

    @Test
    void a_model_that_there_is_not_is_not_found() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(
                        () -> client.images().generate(picture("a cat").model("dall-e-3").build()))
                .satisfies(e -> assertThat(e.code()).contains("model_not_found"));
    }

    @Test
    void a_slow_picture_is_waited_for() {
        long before = TRIED.answers(503);

        var answer = client.images().generate(picture("slow: java waits").n(2).build());

        assertThat(answer.data().orElseThrow()).hasSize(2);
        assertThat(TRIED.drawn("slow: java waits")).isEqualTo(2);
        assertThat(TRIED.answers(503, before + 1)).isGreaterThan(before);
    }

    @Test
    void a_slow_picture_is_an_error_without_retries() {
        assertThatExceptionOfType(InternalServerException.class)
                .isThrownBy(() ->
                        builder(TRIED.key())
                                .maxRetries(0)
                                .build()
                                .images()
                                .generate(picture("slow: java gives up").build()))
                .satisfies(e -> assertThat(e.code()).contains("still_processing"))
                .satisfies(e ->
                        assertThat(e.getMessage())
                                .contains(e.headers().values("x-task-id").getFirst()));
    }

    @Test
    void a_client_that_hangs_up_gets_its_picture_when_it_comes_again() {
        var answer =
                builder(TRIED.key())
                        .timeout(Duration.ofMillis(700))
                        .maxRetries(20)
                        .build()
                        .images()
                        .generate(picture("slow: java hangs up").build());

        assertThat(answer.data().orElseThrow()).hasSize(1);
        assertThat(TRIED.drawn("slow: java hangs up")).isEqualTo(1);
    }
}
