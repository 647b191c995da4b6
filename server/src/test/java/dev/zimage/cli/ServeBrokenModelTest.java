package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.cli.server.FirstStart;
import dev.zimage.server.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// A server whose model is broken, or not whole yet.
class ServeBrokenModelTest {

    @TempDir Path folder;

    private ServeVisit visit;

    @BeforeEach
    void prepare() {
        visit = new ServeVisit(folder.resolve("data"));
    }

    @Test
    void until_the_model_is_there_orders_wait_and_a_broken_one_says_why() throws IOException {
        Path weights = TinyModel.unpack(folder.resolve("model"));
        Path tokenizer = weights.resolve("tokenizer/tokenizer.json");
        Files.writeString(tokenizer, "{}");
        FirstStart.Keys keys = visit.shell().install();

        visit.serve(
                List.of("--weights", weights.toString()),
                url -> {
                    ServeVisit.Reply health = visit.get(url, "/health/ready", "");
                    while (health.text().contains("loading")) {
                        health = visit.get(url, "/health/ready", "");
                    }
                    assertThat(health.status()).isEqualTo(503);
                    assertThat(health.text()).contains("failed", "tokenizer.json");
                    assertThat(health.header("Retry-After")).isEmpty();
                    ServeVisit.Reply order = visit.submit(url, keys.live().reveal());
                    assertThat(order.status()).isEqualTo(503);
                    assertThat(order.header("Retry-After")).isEmpty();
                    assertThat(order.header("x-should-retry")).hasValue("false");
                    assertThat(order.text())
                            .contains("tokenizer/tokenizer.json")
                            .doesNotContain(folder.toString());
                });
    }

    @Test
    void a_file_that_is_still_being_copied_is_tried_again_until_it_is_whole() throws IOException {
        Path weights = TinyModel.unpack(folder.resolve("model"));
        Path tokenizer = weights.resolve("tokenizer/tokenizer.json");
        String whole = Files.readString(tokenizer);
        Files.writeString(tokenizer, whole.substring(0, whole.length() / 2));
        FirstStart.Keys keys = visit.shell().install();

        visit.serve(
                List.of("--weights", weights.toString(), "--set", "engine.steps=1"),
                url -> {
                    String health =
                            Eventually.seen(
                                    () -> visit.get(url, "/health/ready", "").text(),
                                    text -> !text.contains("loading"));
                    assertThat(health).contains("retrying", "the file is cut off", "starting");
                    assertThat(visit.submit(url, keys.live().reveal()).header("Retry-After"))
                            .isPresent();
                    write(tokenizer, whole);
                    visit.awaitReady(url);
                    assertThat(visit.draw(url, keys.live().reveal()).path("status").asString())
                            .isEqualTo("completed");
                });
    }

    /// Weights that are numbers, and of which no picture comes.
    @ParameterizedTest
    @CsvSource({
        "vae, decoder.conv_out.weight, 1e-9",
        "transformer, all_final_layer.2-1.linear.weight, 1e37",
    })
    void a_picture_that_is_none_fails_its_task_and_gives_the_credits_back(
            String part, String tensor, float factor) throws IOException {
        Path weights = TinyModel.unpack(folder.resolve("model"));
        Map<String, ForeignFiles.Raw> damaged = ForeignFiles.read(weights.resolve(part));
        damaged.computeIfPresent(tensor, (_, raw) -> raw.times(factor));
        ForeignFiles.replace(weights.resolve(part), damaged);
        FirstStart.Keys keys = visit.shell().install();

        visit.serve(
                List.of(
                        "--weights",
                        weights.toString(),
                        "--set",
                        "engine.steps=1",
                        "--set",
                        "engine.pixels=65536"),
                url -> {
                    visit.awaitReady(url);
                    long before = visit.balance(url, keys.live().reveal());
                    JsonNode task = visit.draw(url, keys.live().reveal());
                    assertThat(task.path("status").asString()).isEqualTo("failed");
                    assertThat(task.path("usage").path("credits").asLong(-1)).isZero();
                    assertThat(visit.balance(url, keys.live().reveal())).isEqualTo(before);
                });
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 0})
    void weights_that_are_no_numbers_or_all_zeros_are_named_and_nothing_is_drawn(float value)
            throws IOException {
        Path weights = TinyModel.unpack(folder.resolve("model"));
        Map<String, ForeignFiles.Raw> damaged = ForeignFiles.read(weights.resolve("transformer"));
        String tensor = "layers.1.feed_forward.w1.weight";
        damaged.computeIfPresent(tensor, (_, raw) -> raw.times(value));
        ForeignFiles.replace(weights.resolve("transformer"), damaged);

        for (String precision : List.of("fp32", "int8", "q8", "q4")) {
            Shell.Result refused =
                    visit.shell()
                            .type(
                                    "generate fox --width 64 --height 64 -o - --precision",
                                    precision,
                                    "--weights",
                                    weights.toString());
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err())
                    .contains(
                            "the file is damaged: tensor " + tensor,
                            value == 0 ? "zeros in a row" : "not a number (" + value + ")",
                            "`zimage import`",
                            "`zimage pull --to " + weights);
            assertThat(refused.bytes()).isEmpty();
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
