package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.api.mcp.ToolClient;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// An installation whose pictures are smaller than the published ones.
class EnginePixelsTest {

    private static final String GENERATIONS = "/api/v1/images/generations";
    private static final Map<String, String> SMALL = Map.of("engine.pixels", "331776");
    private static final Map<String, String> SIZES =
            Map.of(
                    "1:1", "576x576",
                    "4:3", "640x480",
                    "3:4", "480x640",
                    "16:9", "768x432",
                    "9:16", "432x768");

    @TempDir Path folder;

    @Test
    void every_shape_is_quoted_told_and_drawn_in_its_smaller_size() throws IOException {
        try (TestServer server = TestServer.start(folder, SMALL)) {
            for (Map.Entry<String, String> shape : SIZES.entrySet()) {
                String body = body(shape.getKey());
                Reply quote = server.post(GENERATIONS + "?dry_run=true", body);
                assertThat(size(quote.json())).isEqualTo(shape.getValue());

                JsonNode task = server.post(GENERATIONS, body, "Prefer", "wait=30").json();
                assertThat(size(task)).isEqualTo(shape.getValue());
                assertThat(drawn(server, task)).isEqualTo(shape.getValue());
            }
        }
    }

    @Test
    void the_models_say_how_large_their_pictures_are() {
        try (TestServer server = TestServer.start(folder, SMALL)) {
            JsonNode sizes = server.get("/api/v1/models/z-image").json().path("sizes");

            assertThat(sizes.findValuesAsString("aspect_ratio"))
                    .containsExactly("1:1", "4:3", "3:4", "16:9", "9:16");
            for (JsonNode shape : sizes) {
                assertThat(size(shape)).isEqualTo(SIZES.get(shape.path("aspect_ratio").asString()));
            }
        }
    }

    @Test
    void test_keys_get_the_sizes_of_live_keys() throws IOException {
        try (TestServer server = TestServer.start(folder, SMALL)) {
            Reply reply =
                    server.post(
                            GENERATIONS,
                            body("16:9"),
                            "Prefer",
                            "wait=30",
                            "Authorization",
                            "Bearer " + server.testKey());

            assertThat(reply.json().path("engine").asString()).isEqualTo("sketch");
            assertThat(size(reply.json())).isEqualTo("768x432");
            assertThat(drawn(server, reply.json())).isEqualTo("768x432");
        }
    }

    @Test
    void clients_of_openai_hear_the_size_that_they_get() {
        try (TestServer server = TestServer.start(folder, SMALL)) {
            Reply reply =
                    server.post(
                            "/v1/images/generations",
                            "{\"prompt\":\"a cat\",\"size\":\"1536x1024\"}");

            assertThat(reply.json().path("size").asString()).isEqualTo("640x480");
        }
    }

    @Test
    void the_tools_say_how_large_pictures_are() {
        try (TestServer server = TestServer.start(folder, SMALL);
                ToolClient client = ToolClient.open(server)) {
            assertThat(client.tools())
                    .filteredOn(tool -> tool.name().equals("generate_image"))
                    .singleElement()
                    .extracting(tool -> tool.inputSchema().toString())
                    .asString()
                    .contains("1:1 is 576x576", "16:9 is 768x432");
        }
    }

    @Test
    void a_task_keeps_the_size_that_it_was_ordered_with() throws Exception {
        String waiting;
        Map<String, String> oneWorker = Map.of("engine.workers", "1", "engine.pixels", "1048576");
        try (TestServer server = TestServer.start(folder, oneWorker)) {
            server.submit("deaf: the only worker");
            server.live().awaitStart();
            waiting =
                    server.post(GENERATIONS, body("16:9"), "Idempotency-Key", "one")
                            .json()
                            .path("id")
                            .asString();
        }
        try (TestServer server = TestServer.start(folder, SMALL)) {
            JsonNode task = server.awaitEnd(waiting);
            assertThat(size(task)).isEqualTo("1280x720");
            assertThat(drawn(server, task)).isEqualTo("1280x720");
        }
    }

    @Test
    void numbers_of_pixels_that_give_no_sensible_sizes_stop_the_start() {
        for (String pixels : new String[] {"65535", "1048577", "512x512"}) {
            assertThatThrownBy(() -> TestServer.start(folder, Map.of("engine.pixels", pixels)))
                    .hasMessageContaining("engine.pixels")
                    .hasMessageContaining("from 65536 to 1048576");
        }
    }

    private static String body(String ratio) {
        return "{\"model\":\"z-image\",\"prompt\":\"a cat\",\"aspect_ratio\":\"" + ratio + "\"}";
    }

    private static String size(JsonNode node) {
        return node.path("width").asInt() + "x" + node.path("height").asInt();
    }

    /// The size of the picture itself.
    private static String drawn(TestServer server, JsonNode task) throws IOException {
        String link = task.path("output").path("image_urls").path(0).asString();
        BufferedImage picture =
                ImageIO.read(new ByteArrayInputStream(server.get(link).raw().body()));
        return picture.getWidth() + "x" + picture.getHeight();
    }
}
