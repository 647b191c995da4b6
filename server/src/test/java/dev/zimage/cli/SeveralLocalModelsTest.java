package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import dev.zimage.server.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Models that share a folder of weights and differ in their LoRA files, steps and guidance.
@SuppressWarnings("NullAway.Init") // made before each test
class SeveralLocalModelsTest {

    @TempDir Path folder;

    private Path weights;

    @BeforeEach
    void unpack() throws IOException {
        weights = TinyModel.unpack(folder.resolve("model"));
    }

    private Map<String, String> settings(String... more) {
        Map<String, String> settings =
                new HashMap<>(
                        Map.of(
                                "engine.name", "z-image",
                                "engine.weights", weights.toString(),
                                "engine.precision", "fp32",
                                "engine.steps", "2",
                                "engine.pixels", "65536",
                                "provenance.watermark", "false"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    private String ink() {
        return TinyModel.lora("comfyui") + "@0.8";
    }

    private static int[] drawn(TestServer server, String model, int credits) throws IOException {
        int ready =
                Eventually.seen(
                        () -> server.get("/health/ready").status(), status -> status == 200);
        assertThat(ready).isEqualTo(200);
        JsonNode task =
                server.awaitEnd(
                        server.post(
                                        "/api/v1/images/generations",
                                        """
                                        {"model":"%s","prompt":"a cat","seed":7,"output_format":"png"}
                                        """
                                                .formatted(model))
                                .json()
                                .path("id")
                                .asString());
        assertThat(task.path("status").asString()).isEqualTo("completed");
        assertThat(task.path("engine").asString()).isEqualTo("z-image");
        assertThat(task.path("credits").asInt()).isEqualTo(credits);
        byte[] file = server.get(task.at("/output/image_urls/0").asString()).raw().body();
        var picture = ImageIO.read(new ByteArrayInputStream(file));
        return picture.getRGB(0, 0, 256, 256, null, 0, 256);
    }

    @Test
    void a_style_is_a_model_with_its_own_price() throws IOException {
        int[] plain;
        int[] inked;
        try (TestServer server =
                TestServer.startWithEngines(
                        folder.resolve("one"),
                        settings(
                                "models.ink.lora", ink(),
                                "models.ink.price", "0.01",
                                "models.slow.steps", "5",
                                "models.slow.price", "0.02",
                                "models.strict.guidance", "4",
                                "models.strict.negative_prompt", "blurry",
                                "models.strict.price", "0.03"))) {
            plain = drawn(server, "z-image", 4);
            inked = drawn(server, "ink", 10);
            assertThat(inked).isNotEqualTo(plain);
            assertThat(drawn(server, "slow", 20)).isNotEqualTo(plain);
            assertThat(drawn(server, "strict", 30)).isNotEqualTo(plain);
            assertThat(drawn(server, "z-image", 4)).isEqualTo(plain);
        }
        try (TestServer server =
                TestServer.startWithEngines(
                        folder.resolve("other"), settings("engine.lora", ink()))) {
            assertThat(drawn(server, "z-image", 4)).isEqualTo(inked);
        }
    }

    @Test
    void doctor_names_the_lora_files_and_a_missing_one_stops_the_start() throws IOException {
        Path data = folder.resolve("data");
        Shell shell = new Shell(data, Clock.systemUTC());
        shell.install();
        Files.writeString(
                data.resolve("zimage.properties"),
                """
                engine.name = z-image
                engine.weights = %s
                models.ink.lora = %s
                """
                        .formatted(weights, ink()));

        assertThat(shell.type("doctor").out())
                .contains("LoRA ink with " + TinyModel.lora("comfyui") + "@0.8");
        Shell.Result refused =
                shell.type("serve --port 0 --set", "models.ink.lora=" + folder.resolve("none"));

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains(folder.resolve("none") + ": there is no such LoRA file");
    }

    @Test
    void doctor_shows_the_measurement_that_chose_the_precision() throws IOException {
        Path data = folder.resolve("data");
        Shell shell = new Shell(data, Clock.systemUTC());
        shell.install();
        Files.writeString(
                data.resolve("zimage.properties"),
                "engine.name = z-image\nengine.weights = %s\n".formatted(weights));
        assertThat(shell.type("doctor").out())
                .containsPattern("precision (int8|q8) \\(auto, to be\\s+measured when")
                .doesNotContain(" ms");

        Shell.Result drawn =
                shell.type(
                        "generate fox --width 64 --height 64 --steps 1 -o - --weights",
                        weights.toString());

        assertThat(drawn.code()).isZero();
        assertThat(shell.type("doctor").out())
                .containsPattern("int8 [0-9.]+\\s+ms,\\s+q8\\s+[0-9.]+\\s+ms\\)");
    }

    @Test
    void what_other_servers_decide_is_no_setting_of_their_models() {
        assertThat(
                        problem(
                                "engines.gpu.kind", "openai",
                                "engines.gpu.url", "http://127.0.0.1:1",
                                "models.cats.engine", "gpu",
                                "models.cats.lora", "a.safetensors"))
                .contains("models.cats.lora", "is for the model of this process");
        assertThat(problem("models.cats.steps", "101"))
                .contains("models.cats.steps", "must be at most 100");
    }

    private String problem(String... more) {
        try (TestServer _ = TestServer.startWithEngines(folder.resolve("wrong"), settings(more))) {
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getCause());
        }
    }

    @Test
    void a_table_of_tokens_that_is_zeros_is_named_and_nothing_is_drawn() throws IOException {
        Map<String, ForeignFiles.Raw> damaged = ForeignFiles.read(weights.resolve("text_encoder"));
        String tensor =
                damaged.keySet().stream()
                        .filter(name -> name.endsWith("embed_tokens.weight"))
                        .findFirst()
                        .orElseThrow();
        damaged.computeIfPresent(tensor, (_, raw) -> raw.times(0));
        ForeignFiles.replace(weights.resolve("text_encoder"), damaged);

        Shell.Result refused =
                new Shell(folder.resolve("data"), Clock.systemUTC())
                        .type(
                                "generate fox --width 64 --height 64 -o - --precision fp32"
                                        + " --weights",
                                weights.toString());

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains("the file is damaged: the table of tokens", "`zimage pull --to");
        assertThat(refused.bytes()).isEmpty();
    }
}
