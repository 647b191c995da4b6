package dev.zimage.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RemoteModelsTest {

    private static final String ORDER = "/api/v1/images/generations";

    @TempDir private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    private GpuServer gpu(GpuServer server) {
        open.add(server);
        return server;
    }

    /// @param settings names and values in turn
    private TestServer server(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("engine.name", "sketch"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        TestServer server = TestServer.startWithEngines(folder, all);
        open.add(server);
        return server;
    }

    private TestServer withCats(GpuServer gpu, String... more) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "engines.gpu.kind", "openai",
                                "engines.gpu.url", gpu.url(),
                                "engines.gpu.model", "org/Cats-2",
                                "models.cats.engine", "gpu",
                                "models.cats.price", "0.02"));
        settings.addAll(List.of(more));
        return server(settings.toArray(String[]::new));
    }

    private static String body(String model, String more) {
        return "{\"model\":\"%s\",\"prompt\":\"a cat\"%s}".formatted(model, more);
    }

    private static Reply order(TestServer server, String model) {
        return server.post(ORDER, body(model, ""));
    }

    private static JsonNode drawn(TestServer server, Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        return server.awaitEnd(reply.json().path("id").asString());
    }

    @Test
    void a_fresh_install_draws_through_a_server_on_another_port() throws IOException {
        GpuServer gpu = gpu(GpuServer.start());
        TestServer server =
                server(
                        "engines.gpu.kind", "openai",
                        "engines.gpu.url", gpu.url(),
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
        GpuServer gpu = gpu(GpuServer.start());
        TestServer server = withCats(gpu, "models.cats.name", "Cats 2");

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
        TestServer server = withCats(gpu(GpuServer.start()));

        Reply reply = order(server, "dogs");

        assertThat(reply.errorCode()).isEqualTo(20_004);
        assertThat(reply.errorMessage()).contains("z-image", "cats");
    }

    @Test
    void clients_with_a_fixed_name_are_served_by_an_alias() {
        GpuServer gpu = gpu(GpuServer.start());
        TestServer server =
                withCats(gpu, "models.cats.aliases", "dall-e-3, black-forest-labs/FLUX.1-dev");

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
        GpuServer gpu = gpu(GpuServer.start());
        TestServer server =
                withCats(
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
        TestServer server = withCats(gpu(GpuServer.start()));

        Reply reply =
                server.post(
                        ORDER, body("z-image", ",\"image_url\":\"https://example.com/cat.png\""));

        assertThat(reply.errorCode()).isEqualTo(20_010);
        assertThat(reply.errorMessage()).contains("image_url", "text-to-image only");
    }

    /// Every process has this variable; its value stands in for a key.
    @Test
    void the_key_of_a_server_may_be_in_the_environment() {
        GpuServer gpu = gpu(GpuServer.start());
        TestServer server = withCats(gpu, "engines.gpu.api_key_variable", "PATH");

        drawn(server, order(server, "cats"));

        assertThat(gpu.keys()).containsOnly("Bearer " + System.getenv("PATH"));
    }

    @Test
    void a_quality_that_the_model_does_not_have_is_refused() {
        TestServer server = withCats(gpu(GpuServer.start()), "models.cats.qualities", "low, high");

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
        GpuServer gpu = gpu(GpuServer.start());
        TestServer server =
                server(
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
        GpuServer gpu = gpu(GpuServer.start());
        TestServer server = withCats(gpu);

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
    void a_refusal_by_the_servers_policy_is_told_as_one_and_refunded() {
        GpuServer gpu = gpu(GpuServer.start());
        gpu.refuse(
                400, "{\"error\":{\"code\":\"moderation_blocked\",\"message\":\"secret-words\"}}");
        TestServer server = withCats(gpu);

        JsonNode task = drawn(server, order(server, "cats"));

        assertThat(task.at("/error/code").asInt()).isEqualTo(80_006);
        assertThat(task.toString()).doesNotContain("secret-words");
        assertThat(server.balance()).isEqualTo(10_000);
    }

    @Test
    void a_failing_server_is_a_failure_of_its_own_kind_without_its_words() {
        GpuServer gpu = gpu(GpuServer.start());
        gpu.refuse(422, "{\"detail\":\"secret-words of " + gpu.url() + "\"}");
        TestServer server = withCats(gpu);

        JsonNode task = drawn(server, order(server, "cats"));

        assertThat(task.at("/error/code").asInt()).isEqualTo(80_007);
        assertThat(task.toString()).doesNotContain("secret-words", "127.0.0.1:" + gpu.port());
        assertThat(server.balance()).isEqualTo(10_000);
    }

    @Test
    void a_model_whose_engine_is_down_is_refused_at_the_order() {
        GpuServer gpu = gpu(GpuServer.start());
        TestServer server = withCats(gpu);
        gpu.close();
        awaitState(server, "unreachable");

        Reply reply = order(server, "cats");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.errorCode()).isEqualTo(60_012);
        assertThat(reply.header("Retry-After")).isNotEmpty();
        assertThat(reply.errorMessage())
                .isEqualTo(
                        "No server that draws this model answers now; send the request again"
                                + " later");
        assertThat(server.balance()).isEqualTo(10_000);
        Reply ready = server.get("/health/ready");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.json().at("/engines/gpu").asString())
                .contains("correct engines.gpu.url")
                .doesNotContain("answers: does not answer");
        assertThat(order(server, "z-image").status()).isEqualTo(200);
    }

    /// A picture finds out that a server is gone, unless its probe has before.
    private static void awaitState(TestServer server, String state) {
        String seen =
                Eventually.seen(
                        () -> {
                            if (server.get("/api/v1/models/cats")
                                    .json()
                                    .path("ready")
                                    .asBoolean()) {
                                order(server, "cats");
                            }
                            return server.get("/health/ready").json().at("/engines/gpu").asString();
                        },
                        text -> text.startsWith(state));
        assertThat(seen).startsWith(state);
        server.get("/api/v1/tasks?status=processing&limit=100")
                .json()
                .path("data")
                .values()
                .forEach(task ->
                        server.post("/api/v1/tasks/" + task.path("id").asString() + "/cancel", ""));
    }

    @Test
    void orders_wait_for_an_engine_that_is_down_where_the_model_says_so() {
        GpuServer gpu = gpu(GpuServer.start());
        int port = gpu.port();
        TestServer server = withCats(gpu, "models.cats.when_down", "wait");
        gpu.close();

        String id = order(server, "cats").json().path("id").asString();
        String state =
                Eventually.seen(
                        () -> server.get("/health/ready").json().at("/engines/gpu").asString(),
                        text -> text.startsWith("unreachable"));
        assertThat(state).startsWith("unreachable");
        assertThat(order(server, "cats").status()).isEqualTo(200);
        assertThat(server.get("/api/v1/tasks/" + id).json().path("status").asString())
                .isEqualTo("processing");
        gpu(GpuServer.startOn(port));

        assertThat(server.awaitEnd(id).path("status").asString()).isEqualTo("completed");
    }

    @Test
    void a_task_is_refunded_at_the_next_start_when_its_model_and_engine_were_removed() {
        GpuServer gpu = gpu(GpuServer.start());
        TestServer before = withCats(gpu, "models.cats.when_down", "wait", "database.url", "");
        gpu.close();
        String id = order(before, "cats").json().path("id").asString();
        String state =
                Eventually.seen(
                        () -> before.get("/health/ready").json().at("/engines/gpu").asString(),
                        text -> text.startsWith("unreachable"));
        assertThat(state).startsWith("unreachable");
        open.remove(before);
        before.close();

        TestServer after = server("database.url", "");

        JsonNode task = after.awaitEnd(id);
        assertThat(task.path("status").asString()).isEqualTo("failed");
        assertThat(task.at("/error/message").asString()).contains("no longer offered");
        assertThat(after.balance()).isEqualTo(10_000);
    }

    @Test
    void killing_a_server_in_the_middle_of_twenty_tasks_loses_none_and_charges_none_twice() {
        GpuServer one = gpu(GpuServer.startGated());
        GpuServer other = gpu(GpuServer.start());
        TestServer server =
                server(
                        "engines.gpu.kind", "openai",
                        "engines.gpu.url", one.url() + ", " + other.url(),
                        "engine.pixels", "65536",
                        "models.cats.engine", "gpu",
                        "models.cats.price", "0.02");

        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(order(server, "cats").json().path("id").asString());
        }
        List<JsonNode> begun = Eventually.seen(one::orders, orders -> !orders.isEmpty());
        assertThat(begun).isNotEmpty();
        one.close();

        assertThat(ids)
                .allSatisfy(id ->
                        assertThat(server.awaitEnd(id).path("status").asString())
                                .isEqualTo("completed"));
        assertThat(server.balance()).isEqualTo(10_000 - 20 * 20);
        assertThat(other.orders()).hasSize(20);
    }

    @Test
    void killing_the_only_server_loses_no_task_either() {
        GpuServer gpu = gpu(GpuServer.startGated());
        int port = gpu.port();
        TestServer server = withCats(gpu, "engine.pixels", "65536");

        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(order(server, "cats").json().path("id").asString());
        }
        List<JsonNode> begun = Eventually.seen(gpu::orders, orders -> orders.size() == 2);
        assertThat(begun).hasSize(2);
        gpu.close();
        gpu(GpuServer.startOn(port));

        assertThat(ids)
                .allSatisfy(id ->
                        assertThat(server.awaitEnd(id).path("status").asString())
                                .isEqualTo("completed"));
        assertThat(server.balance()).isEqualTo(10_000 - 20 * 20);
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
            server(settings);
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getCause());
        }
    }

    @Test
    void no_page_of_health_or_metrics_has_an_address_of_a_server() {
        GpuServer gpu = gpu(GpuServer.start());
        TestServer server = withCats(gpu);
        drawn(server, order(server, "cats"));

        assertThat(new String(server.get("/metrics").raw().body(), UTF_8)).contains("gpu");
        assertThat(new String(server.get("/metrics").raw().body(), UTF_8))
                .doesNotContain(":" + gpu.port());
        assertThat(new String(server.get("/health/ready").raw().body(), UTF_8))
                .doesNotContain(":" + gpu.port());
    }

    @Test
    void one_installation_draws_through_another_and_pays_once(@TempDir Path other)
            throws IOException {
        TestServer behind =
                TestServer.startWithEngines(
                        other,
                        Map.of(
                                "engine.name", "sketch",
                                "engine.pixels", "65536",
                                "provenance.watermark", "false"));
        open.add(behind);
        Path key = Files.writeString(other.resolve("key"), behind.liveKey() + "\n");
        TestServer server =
                server(
                        "engine.pixels", "65536",
                        "provenance.watermark", "false",
                        "engines.behind.kind", "jobs",
                        "engines.behind.preset", "reapi",
                        "engines.behind.url", behind.url(""),
                        "engines.behind.api_key_file", key.toString(),
                        "models.z-image.engine", "behind");

        JsonNode task =
                drawn(
                        server,
                        server.post(
                                ORDER, body("z-image", ",\"output_format\":\"png\",\"seed\":7")));
        JsonNode itself =
                drawn(
                        behind,
                        behind.post(
                                ORDER, body("z-image", ",\"output_format\":\"png\",\"seed\":7")));

        assertThat(task.path("status").asString()).isEqualTo("completed");
        assertThat(behind.balance()).isEqualTo(10_000 - 2 * 4);
        assertThat(pixels(server, task)).isEqualTo(pixels(behind, itself));
    }

    private static int[] pixels(TestServer server, JsonNode task) throws IOException {
        byte[] file = server.get(task.at("/output/image_urls/0").asString()).raw().body();
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(file));
        return picture.getRGB(
                0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    @Test
    void assistants_reach_the_model_by_mcp() {
        GpuServer gpu = gpu(GpuServer.start());
        TestServer server = withCats(gpu);
        try (McpSyncClient client =
                McpClient.sync(
                                HttpClientStreamableHttpTransport.builder(server.url(""))
                                        .requestBuilder(
                                                HttpRequest.newBuilder()
                                                        .header(
                                                                "Authorization",
                                                                "Bearer " + server.liveKey()))
                                        .build())
                        .requestTimeout(Duration.ofMinutes(2))
                        .build()) {
            client.initialize();
            CallToolResult result =
                    client.callTool(
                            CallToolRequest.builder("generate_image")
                                    .arguments(Map.of("prompt", "a cat", "model", "cats"))
                                    .build());

            assertThat(String.valueOf(result.isError())).isNotEqualTo("true");
            assertThat(result.content()).anyMatch(ImageContent.class::isInstance);
        }
        assertThat(gpu.orders()).hasSize(1);
        assertThat(server.balance()).isEqualTo(9_980);
    }
}
