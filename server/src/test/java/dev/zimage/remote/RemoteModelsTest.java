package dev.zimage.remote;

import static dev.zimage.remote.RemoteInstallation.ORDER;
import static dev.zimage.remote.RemoteInstallation.body;
import static dev.zimage.remote.RemoteInstallation.drawn;
import static dev.zimage.remote.RemoteInstallation.order;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.api.mcp.ToolClient;
import dev.zimage.server.Eventually;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RemoteModelsTest {

    @AutoClose private final RemoteInstallation remote = new RemoteInstallation();

    @Test
    void a_fresh_install_draws_through_a_server_on_another_port() throws IOException {
        GpuServer gpu = remote.gpu(GpuServer.start());
        TestServer server =
                remote.server(
                        "engines.gpu.kind", "openai",
                        "engines.gpu.url", gpu.url(),
                        "engine.pixels", "1048576",
                        "models.z-image.engine", "gpu");

        JsonNode task = drawn(server, server.submit("a cat", "x-unused", "1"));

        assertThat(task.path("status").asString()).isEqualTo("completed");
        assertThat(task.path("engine").asString()).isEqualTo("gpu");
        byte[] picture = server.get(task.at("/output/image_urls/0").asString()).raw().body();
        assertThat(ImageIO.read(new ByteArrayInputStream(picture)).getWidth()).isEqualTo(1024);
        assertThat(gpu.orders().getFirst().path("seed").asLong())
                .isEqualTo(task.path("seed").asLong());
        assertThat(gpu.orders().getFirst().path("model").asString()).isEqualTo("z-image");
    }

    @Test
    void a_model_of_the_configuration_is_in_the_catalogue_and_costs_its_price() {
        GpuServer gpu = remote.gpu(GpuServer.start());
        TestServer server = remote.withCats(gpu, "models.cats.name", "Cats 2");

        JsonNode model = server.get("/api/v1/models/cats").json();
        assertThat(model.path("name").asString()).isEqualTo("Cats 2");
        assertThat(model.path("engine").asString()).isEqualTo("gpu");
        assertThat(model.path("credits").asInt()).isEqualTo(20);
        assertThat(server.get("/api/v1/models").json().at("/data/0/id").asString())
                .isEqualTo("z-image");

        JsonNode task = drawn(server, order(server, "cats"));

        assertThat(task.path("model").asString()).isEqualTo("cats");
        assertThat(server.balance()).isEqualTo(9_980);
        assertThat(gpu.orders().getFirst().path("model").asString()).isEqualTo("org/Cats-2");
    }

    @Test
    void an_unknown_model_is_refused_with_the_known_ones() {
        TestServer server = remote.withCats(remote.gpu(GpuServer.start()));

        Reply reply = order(server, "dogs");

        assertThat(reply.errorCode()).isEqualTo(20_004);
        assertThat(reply.errorMessage()).contains("z-image", "cats");
    }

    @Test
    void clients_with_a_fixed_name_are_served_by_an_alias() {
        GpuServer gpu = remote.gpu(GpuServer.start());
        TestServer server =
                remote.withCats(
                        gpu,
                        "models.cats.aliases",
                        "dall-e-3, black-forest-labs/FLUX.1-dev",
                        "engine.pixels",
                        "1048576");

        Reply reply =
                server.post(
                        "/v1/images/generations",
                        body(
                                "dall-e-3",
                                ",\"response_format\":\"b64_json\",\"size\":\"1792x1024\""));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/data/0/b64_json").asString()).isNotEmpty();
        assertThat(gpu.orders().getFirst().path("size").asString()).isEqualTo("1280x720");
        assertThat(server.get("/v1/models").json().at("/data/1/id").asString()).isEqualTo("cats");
        assertThat(
                        drawn(server, order(server, "black-forest-labs/FLUX.1-dev"))
                                .path("model")
                                .asString())
                .isEqualTo("cats");
    }

    @Test
    void sizes_and_the_length_of_prompts_are_those_of_the_model() {
        GpuServer gpu = remote.gpu(GpuServer.start());
        TestServer server =
                remote.withCats(
                        gpu,
                        "models.cats.sizes",
                        "512x512, 1328x752",
                        "models.cats.prompt_limit",
                        "10");

        JsonNode task =
                drawn(server, server.post(ORDER, body("cats", ",\"aspect_ratio\":\"16:9\"")));
        assertThat(task.path("width").asInt()).isEqualTo(1328);

        Reply tall = server.post(ORDER, body("cats", ",\"aspect_ratio\":\"9:16\""));
        assertThat(tall.errorCode()).isEqualTo(20_005);
        assertThat(tall.errorMessage()).contains("1:1, 16:9");

        Reply wordy = server.post(ORDER, "{\"model\":\"cats\",\"prompt\":\"a cat on a roof\"}");
        assertThat(wordy.errorCode()).isEqualTo(20_007);
        assertThat(wordy.errorMessage()).contains("the limit is 10");
    }

    @Test
    void a_picture_to_edit_is_refused_with_the_reason() {
        TestServer server = remote.withCats(remote.gpu(GpuServer.start()));

        Reply reply =
                server.post(
                        ORDER, body("z-image", ",\"image_url\":\"https://example.com/cat.png\""));

        assertThat(reply.errorCode()).isEqualTo(20_010);
        assertThat(reply.errorMessage()).contains("image_url", "text-to-image only");
    }

    /// Every process has this variable; its value stands in for a key.
    @Test
    void the_key_of_a_server_may_be_in_the_environment() {
        GpuServer gpu = remote.gpu(GpuServer.start());
        TestServer server = remote.withCats(gpu, "engines.gpu.api_key_variable", "PATH");

        drawn(server, order(server, "cats"));

        assertThat(gpu.keys()).containsOnly("Bearer " + System.getenv("PATH"));
    }

    @Test
    void a_quality_that_the_model_does_not_have_is_refused() {
        TestServer server =
                remote.withCats(
                        remote.gpu(GpuServer.start()), "models.cats.qualities", "low, high");

        Reply refused =
                server.post("/v1/images/generations", body("cats", ",\"quality\":\"medium\""));
        Reply taken = server.post("/v1/images/generations", body("cats", ",\"quality\":\"high\""));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/error/param").asString()).isEqualTo("quality");
        assertThat(refused.errorMessage())
                .isEqualTo("cats has no quality \"medium\"; send auto, low, high, or leave it out");
        assertThat(taken.status()).isEqualTo(200);
    }

    @Test
    void a_model_without_a_price_takes_no_order_of_a_live_key() {
        GpuServer gpu = remote.gpu(GpuServer.start());
        TestServer server =
                remote.server(
                        "engines.gpu.kind", "openai",
                        "engines.gpu.url", gpu.url(),
                        "models.cats.engine", "gpu");

        Reply reply = order(server, "cats");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(30_002);
        assertThat(server.get("/api/v1/models/cats").json().path("usd").isNull()).isTrue();
    }

    @Test
    void test_keys_keep_the_sketch_engine() {
        GpuServer gpu = remote.gpu(GpuServer.start());
        TestServer server = remote.withCats(gpu);

        Reply reply =
                server.post(ORDER, body("cats", ""), "Authorization", "Bearer " + server.testKey());

        assertThat(reply.status()).isEqualTo(200);
        JsonNode task =
                Eventually.seen(
                        () ->
                                server.send(
                                                server.request(
                                                                "/api/v1/tasks/"
                                                                        + reply.json()
                                                                                .path("id")
                                                                                .asString())
                                                        .setHeader(
                                                                "Authorization",
                                                                "Bearer " + server.testKey()))
                                        .json(),
                        seen -> seen.path("status").asString().equals("completed"));
        assertThat(task.path("engine").asString()).isEqualTo("sketch");
        assertThat(gpu.orders()).isEmpty();
    }

    @Test
    void what_the_settings_say_wrongly_is_named() {
        assertThat(problems("engines.gpu.url", "http://127.0.0.1:1"))
                .contains("engines.gpu.kind", "must be set: openai, jobs or comfyui");
        assertThat(problems("models.cats.engine", "gpu"))
                .contains("models.cats.engine", "no engine has this name");
        assertThat(
                        problems(
                                "models.cats.aliases", "one, two",
                                "models.dogs.aliases", "two"))
                .contains("models.dogs.aliases", "\"two\" is already a name of cats");
        assertThat(problems("engines.sketch.kind", "openai"))
                .contains("this name is taken by an engine of this process");
    }

    private String problems(String... settings) {
        try {
            remote.server(settings);
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getCause());
        }
    }

    @Test
    void no_page_of_health_or_metrics_has_an_address_of_a_server() {
        GpuServer gpu = remote.gpu(GpuServer.start());
        TestServer server = remote.withCats(gpu);
        drawn(server, order(server, "cats"));

        assertThat(new String(server.get("/metrics").raw().body(), UTF_8)).contains("gpu");
        assertThat(new String(server.get("/metrics").raw().body(), UTF_8))
                .doesNotContain(":" + gpu.port());
        assertThat(new String(server.get("/health/ready").raw().body(), UTF_8))
                .doesNotContain(":" + gpu.port());
    }

    @Test
    void assistants_reach_the_model_by_mcp() {
        GpuServer gpu = remote.gpu(GpuServer.start());
        TestServer server = remote.withCats(gpu);
        try (ToolClient client = ToolClient.open(server)) {
            CallToolResult result =
                    client.call("generate_image", Map.of("prompt", "a cat", "model", "cats"));

            assertThat(String.valueOf(result.isError())).isNotEqualTo("true");
            assertThat(result.content()).anyMatch(ImageContent.class::isInstance);
        }
        assertThat(gpu.orders()).hasSize(1);
        assertThat(server.balance()).isEqualTo(9_980);
    }
}
