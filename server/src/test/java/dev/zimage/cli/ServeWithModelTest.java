package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import dev.zimage.cli.logging.Logging;
import dev.zimage.cli.server.FirstStart;
import dev.zimage.server.Eventually;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole server with a model, from the command line to the picture.
class ServeWithModelTest {

    @TempDir Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void a_picture_of_the_model_is_submitted_polled_and_fetched() throws IOException {
        Path weights = TinyModel.unpack(folder.resolve("model"));
        FirstStart.Keys keys = shell().install();

        Shell.Result result =
                serve(
                        List.of("--weights", weights.toString(), "--set", "engine.steps=2"),
                        url -> {
                            awaitReady(url);
                            assertThat(
                                            get(url, "/health/ready", "")
                                                    .json()
                                                    .path("engines")
                                                    .path("z-image"))
                                    .hasToString("\"ready\"");
                            JsonNode task = draw(url, keys.live().reveal());
                            assertThat(task.path("engine").asString()).isEqualTo("z-image");
                            assertThat(task.path("status").asString()).isEqualTo("completed");
                            Reply picture =
                                    get(
                                            "",
                                            task.path("output")
                                                    .path("image_urls")
                                                    .get(0)
                                                    .asString(),
                                            "");
                            assertThat(picture.status()).isEqualTo(200);
                            assertThat(image(picture.raw().body()).getWidth()).isEqualTo(1024);
                            assertThat(draw(url, keys.test().reveal()).path("engine").asString())
                                    .isEqualTo("sketch");
                            assertThat(quotedSeconds(url, keys.live().reveal()))
                                    .isBetween(1L, 120L);
                        });

        assertThat(result.out()).contains("come from the model").doesNotContain("sketch engine");
    }

    @Test
    void smaller_pictures_are_drawn_where_the_configuration_says_so() throws IOException {
        Path weights = TinyModel.unpack(folder.resolve("model"));
        FirstStart.Keys keys = shell().install();

        String log =
                logOfServing(
                        List.of("--weights", weights.toString(), "--set", "engine.pixels=65536"),
                        url -> {
                            awaitReady(url);
                            JsonNode task = draw(url, keys.live().reveal());
                            String link = task.path("output").path("image_urls").get(0).asString();
                            BufferedImage picture = image(get("", link, "").raw().body());
                            assertThat(picture.getWidth()).isEqualTo(256);
                            assertThat(picture.getHeight()).isEqualTo(256);
                        });

        assertThat(log).contains("a picture of 256x256, the largest, takes about");
    }

    @Test
    void a_start_says_which_size_would_do_where_the_largest_does_not() throws IOException {
        Path weights = TinyModel.unpack(folder.resolve("model"));

        String log =
                logOfServing(
                        List.of("--weights", weights.toString(), "--set", "engine.memory_mb=700"),
                        url -> {});

        assertThat(log)
                .containsPattern("WARN .*there are only 0.7 GB; set engine.pixels = 147456: ");
    }

    @Test
    void a_start_without_a_model_does_not_warn_of_it_besides() {
        assertThat(logOfServing(List.of(), url -> {})).doesNotContain("no model is installed");
    }

    private String logOfServing(List<String> options, Consumer<String> during) {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            serve(options, during);
        } finally {
            System.setErr(before);
            LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
            context.reset();
            new Logging().configure(context);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    @Test
    void until_the_model_is_there_orders_wait_and_a_broken_one_says_why() throws IOException {
        Path weights = TinyModel.unpack(folder.resolve("model"));
        Path tokenizer = weights.resolve("tokenizer/tokenizer.json");
        Files.writeString(tokenizer, "{}");
        FirstStart.Keys keys = shell().install();

        serve(
                List.of("--weights", weights.toString()),
                url -> {
                    Reply health = get(url, "/health/ready", "");
                    while (health.text().contains("loading")) {
                        health = get(url, "/health/ready", "");
                    }
                    assertThat(health.status()).isEqualTo(503);
                    assertThat(health.text()).contains("failed", "tokenizer.json");
                    assertThat(health.header("Retry-After")).isEmpty();
                    Reply order = submit(url, keys.live().reveal());
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
        FirstStart.Keys keys = shell().install();

        serve(
                List.of("--weights", weights.toString(), "--set", "engine.steps=1"),
                url -> {
                    String health =
                            Eventually.seen(
                                    () -> get(url, "/health/ready", "").text(),
                                    text -> !text.contains("loading"));
                    assertThat(health).contains("retrying", "the file is cut off", "starting");
                    assertThat(submit(url, keys.live().reveal()).header("Retry-After")).isPresent();
                    write(tokenizer, whole);
                    awaitReady(url);
                    assertThat(draw(url, keys.live().reveal()).path("status").asString())
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
        FirstStart.Keys keys = shell().install();

        serve(
                List.of(
                        "--weights",
                        weights.toString(),
                        "--set",
                        "engine.steps=1",
                        "--set",
                        "engine.pixels=65536"),
                url -> {
                    awaitReady(url);
                    long before = balance(url, keys.live().reveal());
                    JsonNode task = draw(url, keys.live().reveal());
                    assertThat(task.path("status").asString()).isEqualTo("failed");
                    assertThat(task.path("usage").path("credits").asLong(-1)).isZero();
                    assertThat(balance(url, keys.live().reveal())).isEqualTo(before);
                });
    }

    private long balance(String url, String key) {
        return get(url, "/api/v1/balance", key).json().path("balance").asLong(-1);
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
                    shell().type(
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

    @Test
    void without_a_model_auto_sketches_and_z_image_does_not_start() throws IOException {
        FirstStart.Keys keys = shell().install();
        Shell.Result result =
                serve(
                        List.of(),
                        url ->
                                assertThat(
                                                draw(url, keys.live().reveal())
                                                        .path("engine")
                                                        .asString())
                                        .isEqualTo("sketch"));
        assertThat(result.out())
                .contains("come from the sketch engine")
                .containsOnlyOnce("no model is installed");
        Shell.Result refused = shell().type("serve --port 0 --engine z-image");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("no model is installed");
    }

    @Test
    void a_pull_that_has_not_ended_is_no_model() throws IOException {
        Path model = TinyModel.unpack(folder.resolve("data/models/z-image-turbo"));
        Files.writeString(model.resolve("zimage-model.json"), "{");
        Shell.Result refused = shell().type("serve --port 0 --engine z-image");
        assertThat(refused.err()).contains("is not whole", "zimage pull");
    }

    private Shell shell() {
        return new Shell(folder.resolve("data"), Clock.systemUTC());
    }

    private Shell.Result serve(List<String> options, Consumer<String> during) {
        List<AssertionError> failures = new ArrayList<>();
        List<String> words = new ArrayList<>(List.of("serve", "--port", "0"));
        words.addAll(options);
        Shell.Result result =
                shell().attending(
                                started -> {
                                    try (var _ = started.server()) {
                                        started.greeting().run();
                                        during.accept(started.url());
                                    } catch (AssertionError e) {
                                        failures.add(e);
                                    }
                                })
                        .type(
                                words.getFirst(),
                                words.subList(1, words.size()).toArray(String[]::new));
        failures.forEach(failure -> {
            throw failure;
        });
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    private record Reply(HttpResponse<byte[]> raw) {

        int status() {
            return raw.statusCode();
        }

        Optional<String> header(String name) {
            return raw.headers().firstValue(name);
        }

        String text() {
            return new String(raw.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return new JsonMapper().readTree(raw.body());
        }
    }

    private void awaitReady(String url) {
        assertThat(
                        Eventually.seen(
                                () -> get(url, "/health/ready", "").status(),
                                status -> status == 200))
                .isEqualTo(200);
    }

    private JsonNode draw(String url, String key) {
        String id = submit(url, key).json().path("id").asString();
        JsonNode task =
                Eventually.seen(
                        () -> get(url, "/api/v1/tasks/" + id, key).json(),
                        one -> !one.path("status").asString().equals("processing"));
        assertThat(task.path("status").asString())
                .as("the end of the task")
                .isNotEqualTo("processing");
        return task;
    }

    private long quotedSeconds(String url, String key) {
        return send(order(url + "/api/v1/images/generations?dry_run=true", key))
                .json()
                .path("eta_seconds")
                .asLong();
    }

    private Reply submit(String url, String key) {
        return send(order(url + "/api/v1/images/generations", key));
    }

    private static HttpRequest.Builder order(String url, String key) {
        String body =
                new JsonMapper().writeValueAsString(Map.of("model", "z-image", "prompt", "fox"));
        return HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private Reply get(String url, String path, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        return send(key.isEmpty() ? request : request.header("Authorization", "Bearer " + key));
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            return new Reply(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BufferedImage image(byte[] bytes) {
        try {
            return ImageIO.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
