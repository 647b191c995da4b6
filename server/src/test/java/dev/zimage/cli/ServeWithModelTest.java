package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import dev.zimage.cli.logging.Logging;
import dev.zimage.cli.server.FirstStart;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// A whole server with a model, from the command line to the picture.
class ServeWithModelTest {

    @TempDir Path folder;

    private ServeVisit visit;

    @BeforeEach
    void prepare() {
        visit = new ServeVisit(folder.resolve("data"));
    }

    @Test
    void a_picture_of_the_model_is_submitted_polled_and_fetched() throws IOException {
        Path weights = TinyModel.unpack(folder.resolve("model"));
        FirstStart.Keys keys = visit.shell().install();

        Shell.Result result =
                visit.serve(
                        List.of("--weights", weights.toString(), "--set", "engine.steps=2"),
                        url -> {
                            visit.awaitReady(url);
                            assertThat(
                                            visit.get(url, "/health/ready", "")
                                                    .json()
                                                    .path("engines")
                                                    .path("z-image"))
                                    .hasToString("\"ready\"");
                            JsonNode task = visit.draw(url, keys.live().reveal());
                            assertThat(task.path("engine").asString()).isEqualTo("z-image");
                            assertThat(task.path("status").asString()).isEqualTo("completed");
                            ServeVisit.Reply picture =
                                    visit.get(
                                            "",
                                            task.path("output")
                                                    .path("image_urls")
                                                    .get(0)
                                                    .asString(),
                                            "");
                            assertThat(picture.status()).isEqualTo(200);
                            assertThat(image(picture.raw().body()).getWidth()).isEqualTo(1024);
                            assertThat(
                                            visit.draw(url, keys.test().reveal())
                                                    .path("engine")
                                                    .asString())
                                    .isEqualTo("sketch");
                            assertThat(visit.quotedSeconds(url, keys.live().reveal()))
                                    .isBetween(1L, 120L);
                        });

        assertThat(result.out()).contains("come from the model").doesNotContain("sketch engine");
    }

    @Test
    void smaller_pictures_are_drawn_where_the_configuration_says_so() throws IOException {
        Path weights = TinyModel.unpack(folder.resolve("model"));
        FirstStart.Keys keys = visit.shell().install();

        String log =
                logOfServing(
                        List.of("--weights", weights.toString(), "--set", "engine.pixels=65536"),
                        url -> {
                            visit.awaitReady(url);
                            JsonNode task = visit.draw(url, keys.live().reveal());
                            String link = task.path("output").path("image_urls").get(0).asString();
                            BufferedImage picture = image(visit.get("", link, "").raw().body());
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
            visit.serve(options, during);
        } finally {
            System.setErr(before);
            LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
            context.reset();
            new Logging().configure(context);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    @Test
    void without_a_model_auto_sketches_and_z_image_does_not_start() throws IOException {
        FirstStart.Keys keys = visit.shell().install();
        Shell.Result result =
                visit.serve(
                        List.of(),
                        url ->
                                assertThat(
                                                visit.draw(url, keys.live().reveal())
                                                        .path("engine")
                                                        .asString())
                                        .isEqualTo("sketch"));
        assertThat(result.out())
                .contains("come from the sketch engine")
                .containsOnlyOnce("no model is installed");
        Shell.Result refused = visit.shell().type("serve --port 0 --engine z-image");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("no model is installed");
    }

    @Test
    void a_pull_that_has_not_ended_is_no_model() throws IOException {
        Path model = TinyModel.unpack(folder.resolve("data/models/z-image-turbo"));
        Files.writeString(model.resolve("zimage-model.json"), "{");
        Shell.Result refused = visit.shell().type("serve --port 0 --engine z-image");
        assertThat(refused.err()).contains("is not whole", "zimage pull");
    }

    private static BufferedImage image(byte[] bytes) {
        try {
            return ImageIO.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
