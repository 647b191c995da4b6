package dev.zimage.api.mcp;

import static dev.zimage.api.mcp.ToolClient.json;
import static dev.zimage.api.mcp.ToolClient.texts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.engine.Fault;
import dev.zimage.engine.Readiness;
import dev.zimage.server.Eventually;
import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestKeys;
import dev.zimage.server.TestServer;
import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The tools that draw pictures, called by the SDK's own client.
@Timeout(200)
@OnEveryDatabase
class McpTest {

    @RegisterExtension
    static final SharedServer SHARED = new SharedServer(TestServer.WHOLE_PICTURES);

    @AutoClose private final ToolClient client = ToolClient.open(SHARED.get());

    @Test
    void the_tools_say_what_they_take() {
        List<Tool> tools = client.tools();

        assertThat(tools)
                .extracting(Tool::name)
                .containsExactlyInAnyOrder(
                        "generate_image",
                        "get_task",
                        "quote",
                        "verify_image",
                        "get_balance",
                        "list_models");
        Tool generate = tools.getFirst();
        assertThat(generate.name()).isEqualTo("generate_image");
        assertThat(generate.inputSchema())
                .containsEntry("required", List.of("prompt"))
                .containsEntry("additionalProperties", false);
        assertThat(client.sdk().getServerInstructions()).contains("generate_image");
    }

    @Test
    void a_picture_is_drawn_and_handed_over() throws IOException {
        long before = SHARED.get().balance();

        CallToolResult result =
                client.call(
                        "generate_image",
                        Map.of("prompt", "a red boat", "aspect_ratio", "16:9", "seed", 7));

        assertThat(result.isError()).isFalse();
        ImageContent image = (ImageContent) result.content().getFirst();
        assertThat(image.mimeType()).isEqualTo("image/jpeg");
        byte[] bytes = Base64.getDecoder().decode(image.data());
        assertThat(ImageIO.read(new ByteArrayInputStream(bytes)).getWidth()).isEqualTo(1280);
        JsonNode task = json(result);
        assertThat(task.path("status").asString()).isEqualTo("completed");
        assertThat(task.path("seed").asLong()).isEqualTo(7);
        String link = task.path("output").path("image_urls").path(0).asString();
        assertThat(SHARED.get().get(link).raw().body()).isEqualTo(bytes);
        assertThat(SHARED.get().balance()).isEqualTo(before - 4);
    }

    @Test
    void the_progress_of_a_picture_is_told_on_the_way() {
        CallToolRequest request =
                new CallToolRequest(
                        "generate_image",
                        Map.of("prompt", "pause: a boat", "include_image", false),
                        Map.of("progressToken", "p-1"));

        CallToolResult result = client.sdk().callTool(request);

        String id = json(result).path("id").asString();
        assertThat(result.content()).hasSize(1);
        // The client tells its consumers on threads of its own, in any order.
        assertThat(Eventually.seen(client::progress, told -> !told.isEmpty()))
                .isNotEmpty()
                .allSatisfy(told -> {
                    assertThat(told.progressToken()).isEqualTo("p-1");
                    assertThat(told.message()).contains(id);
                });
    }

    @Test
    void the_progress_that_is_told_grows() {
        String order =
                """
                {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {
                    "name": "generate_image",
                    "arguments": {"prompt": "pause: a boat", "include_image": false},
                    "_meta": {"progressToken": "p-2"}}}
                """;

        String stream =
                new String(
                        SHARED.get()
                                .post(
                                        "/mcp",
                                        order,
                                        "Accept",
                                        "application/json, text/event-stream")
                                .raw()
                                .body(),
                        UTF_8);

        List<Double> told =
                stream.lines()
                        .filter(line -> line.startsWith("data: "))
                        .map(line ->
                                JsonMapper.shared().readTree(line.substring("data: ".length())))
                        .filter(message -> message.has("method"))
                        .map(message -> message.path("params").path("progress").asDouble())
                        .toList();
        assertThat(told).isNotEmpty().isSorted().doesNotHaveDuplicates();
    }

    @Test
    void a_picture_that_takes_longer_than_the_wait_is_fetched_later() throws Exception {
        CallToolResult result =
                client.call("generate_image", Map.of("prompt", "slow: a boat", "wait_seconds", 1));

        String id = json(result).path("id").asString();
        assertThat(json(result).path("status").asString()).isEqualTo("processing");
        assertThat(result.isError()).isFalse();
        assertThat(texts(result).getLast()).contains("get_task").contains(id);

        SHARED.get().live().letGo(1);
        CallToolResult later = client.call("get_task", Map.of("task_id", id, "wait_seconds", 30));
        assertThat(json(later).path("status").asString()).isEqualTo("completed");
        assertThat(later.content().getFirst()).isInstanceOf(ImageContent.class);
    }

    @Test
    void an_order_that_is_sent_again_with_its_key_is_paid_once() {
        long before = SHARED.get().balance();
        Map<String, Object> order = Map.of("prompt", "a boat", "idempotency_key", "mcp-1");

        String first = json(client.call("generate_image", order)).path("id").asString();
        String second = json(client.call("generate_image", order)).path("id").asString();
        CallToolResult other =
                client.call(
                        "generate_image", Map.of("prompt", "a car", "idempotency_key", "mcp-1"));

        assertThat(second).isEqualTo(first);
        assertThat(SHARED.get().balance()).isEqualTo(before - 4);
        assertThat(other.isError()).isTrue();
        assertThat(texts(other).getFirst()).contains("20009");
    }

    @Test
    void an_order_that_came_before_is_answered_while_the_model_is_not_ready() {
        Map<String, Object> order = Map.of("prompt", "a boat", "idempotency_key", "mcp-2");
        String first = json(client.call("generate_image", order)).path("id").asString();
        SHARED.get().live().become(new Readiness.Loading(0.5));
        try {
            assertThat(json(client.call("generate_image", order)).path("id").asString())
                    .isEqualTo(first);
            assertThat(error("generate_image", Map.of("prompt", "a boat"))).contains("60012");
            assertThat(error("quote", Map.of("prompt", "a boat"))).contains("60012");
        } finally {
            SHARED.get().live().become(new Readiness.Ready());
        }
    }

    @Test
    void a_model_that_cannot_be_loaded_is_not_to_be_tried_again() {
        Fault fault = new Fault("the weights are broken", "run `zimage pull`");
        SHARED.get().live().become(new Readiness.Failed(fault));
        try {
            assertThat(error("generate_image", Map.of("prompt", "a boat")))
                    .contains(fault.text(), "does not help")
                    .doesNotContain("Try again");
        } finally {
            SHARED.get().live().become(new Readiness.Ready());
        }
    }

    @Test
    void a_picture_that_fails_is_an_error_of_the_tool() {
        CallToolResult result = client.call("generate_image", Map.of("prompt", "fail: a boat"));

        assertThat(result.isError()).isTrue();
        assertThat(json(result).path("error").path("code").asInt()).isEqualTo(80001);
    }

    @Test
    void what_is_wrong_with_the_arguments_is_said() {
        assertThat(error("generate_image", Map.of()))
                .isEqualTo("Error 20002: Missing required parameter: prompt");
        assertThat(error("generate_image", Map.of("prompt", "a boat", "aspect_ration", "1:1")))
                .contains("20010")
                .contains("aspect_ratio?");
        assertThat(error("generate_image", Map.of("prompt", "a boat", "wait_seconds", 51)))
                .contains("wait_seconds must be between 0 and 50");
        assertThat(error("generate_image", Map.of("prompt", "a boat", "callback_url", "http://x")))
                .contains("20010");
        assertThat(error("quote", Map.of("prompt", " "))).contains("20003");
        for (String tool : List.of("generate_image", "quote")) {
            Map<String, Object> order = Map.of("prompt", 7, "size", "1:1", "model", "gpt-image-2");
            assertThat(error(tool, order))
                    .isEqualTo(
                            "Error 20004: Unknown model: \"gpt-image-2\". Known models: z-image");
        }
        assertThat(error("get_task", Map.of("task_id", "task_nope"))).contains("40001");
    }

    private String error(String tool, Map<String, Object> arguments) {
        CallToolResult result = client.call(tool, arguments);
        assertThat(result.isError()).isTrue();
        return texts(result).getFirst();
    }

    @Test
    void price_balance_and_models_are_told() {
        JsonNode quote =
                json(client.call("quote", Map.of("prompt", "a boat", "aspect_ratio", "9:16")));
        assertThat(quote.path("credits").asInt()).isEqualTo(4);
        assertThat(quote.path("height").asInt()).isEqualTo(1280);

        assertThat(json(client.call("get_balance", Map.of())).path("balance").asLong())
                .isEqualTo(SHARED.get().balance());
        assertThat(
                        json(client.call("list_models", Map.of()))
                                .path("data")
                                .path(0)
                                .path("id")
                                .asString())
                .isEqualTo("z-image");
    }

    @Test
    void a_tool_that_there_is_not_is_an_error_of_the_protocol() {
        String known = "generate_image, get_task, quote, verify_image, get_balance, list_models";
        assertThatThrownBy(() -> client.call("nope", Map.of()))
                .hasMessage("Unknown tool: \"nope\". Known tools: " + known);
        assertThatThrownBy(() -> client.call("generate_imag", Map.of()))
                .hasMessage(
                        "Unknown tool: \"generate_imag\". Did you mean generate_image? Known tools:"
                                + " "
                                + known);
    }

    @Test
    void a_wrong_key_gets_no_further() {
        assertThatThrownBy(() -> ToolClient.open(SHARED.get(), "rk_live_" + "0".repeat(40)))
                .hasRootCauseInstanceOf(McpHttpClientTransportAuthorizationException.class);
    }

    @Test
    void another_account_does_not_see_the_task() {
        String task = SHARED.get().submitted("a boat");
        String key = TestKeys.ofNewAccount(SHARED.get(), "outsider");
        try (ToolClient outsider = ToolClient.open(SHARED.get(), key)) {
            CallToolResult shown = outsider.call("get_task", Map.of("task_id", task));
            assertThat(texts(shown).getFirst()).contains("40001");
        }
    }
}
