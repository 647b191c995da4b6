package dev.zimage.api.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.ApiKeys;
import dev.zimage.accounts.Scope;
import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestKeys;
import dev.zimage.server.TestServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes over the wire at `/mcp`.
@Timeout(200)
@OnEveryDatabase
class McpTransportTest {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final String WITHOUT_ARGUMENTS =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"generate_image\"}}";
    private static final String BOTH = "application/json, text/event-stream";

    @RegisterExtension
    static final SharedServer SHARED =
            new SharedServer(Map.of("server.public_url", "https://images.example.com/app"));

    private static TestServer.Reply post(String body, String... headers) {
        return SHARED.get().post("/mcp", body, headers);
    }

    private static String tool(String name, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}}"
                .formatted(name, arguments);
    }

    @Test
    void a_client_that_takes_no_events_gets_json() {
        TestServer.Reply reply = post(tool("get_balance", "{}"), "Accept", "application/json");

        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.json().path("id").asString()).isEqualTo("a");
        assertThat(reply.json().path("result").path("content").path(0).path("text").asString())
                .contains("\"balance\"");
    }

    @Test
    void a_client_that_takes_events_gets_its_answer_as_the_last_one() {
        TestServer.Reply reply =
                post(tool("generate_image", "{\"prompt\":\"a boat\"}"), "Accept", BOTH);

        String body = new String(reply.raw().body(), UTF_8);
        assertThat(reply.header("Content-Type")).startsWith("text/event-stream");
        assertThat(body).endsWith("\n\n").contains("event: message\ndata: {");
        assertThat(body.lines().filter(line -> line.startsWith("data:")).toList().getLast())
                .contains("\"completed");
    }

    @Test
    void there_are_no_sessions_and_no_stream_from_the_server() {
        assertThat(post(PING).header("Mcp-Session-Id")).isEmpty();
        assertThat(SHARED.get().get("/mcp").status()).isEqualTo(405);
        assertThat(SHARED.get().send(SHARED.get().request("/mcp").DELETE()).status())
                .isEqualTo(405);
    }

    @Test
    void a_key_is_needed() {
        TestServer.Reply reply = post(PING, "Authorization", "Bearer nonsense");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void a_notification_is_accepted_without_an_answer() {
        TestServer.Reply reply =
                post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.raw().body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "7",
                "{}",
                "{\"jsonrpc\":\"2.0\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":99999999999999999999,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":[]}",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]"
            })
    void what_is_no_message_is_refused(String body) {
        TestServer.Reply reply = post(body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").path("code").asInt()).isIn(-32700, -32600);
        assertThat(reply.json().path("error").path("message").asString()).contains("JSON");
    }

    @Test
    void deep_json_is_refused() {
        String deep = "{\"a\":".repeat(500) + "1" + "}".repeat(500);

        assertThat(post(PING.replace("}", ",\"params\":" + deep + "}")).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                WITHOUT_ARGUMENTS,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":[]}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":7,\"arguments\":7}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":[]}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/list\"}"
            })
    void a_call_that_makes_no_sense_is_an_error_and_no_failure(String body) {
        TestServer.Reply reply = post(body);

        assertThat(reply.status()).isIn(200, 400);
        String answer = new String(reply.raw().body(), UTF_8);
        assertThat(answer).containsAnyOf("\"error\"", "\"isError\":true");
        assertThat(answer)
                .doesNotContain("Exception")
                .doesNotContain("zimage.")
                .doesNotContain("io.mod");
    }

    @Test
    void pages_of_others_are_refused() {
        for (String origin :
                List.of("https://evil.example", "null", "http://images.example.com", "nonsense")) {
            assertThat(post(PING, "Origin", origin).status()).as(origin).isEqualTo(403);
        }
        for (String origin :
                List.of("https://images.example.com", "http://localhost:6274", "http://[::1]")) {
            assertThat(post(PING, "Origin", origin).status()).as(origin).isEqualTo(200);
        }
    }

    @Test
    void a_name_that_was_made_to_point_here_does_not_make_a_page_ours() {
        String own = SHARED.get().url("").replace("127.0.0.1", "rebound.example");

        assertThat(post(PING, "Origin", own).errorCode()).isEqualTo(10006);
    }

    @Test
    void revisions_that_it_does_not_speak_are_refused() {
        assertThat(post(PING, "MCP-Protocol-Version", "2025-06-18").status()).isEqualTo(200);
        TestServer.Reply reply = post(PING, "MCP-Protocol-Version", "1999-01-01");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorMessage()).contains("2025-06-18");
    }

    @Test
    void a_key_that_may_only_read_orders_nothing() {
        String key = readingKey();
        String order = tool("generate_image", "{\"prompt\":\"a boat\"}");

        TestServer.Reply refused = post(order, "Authorization", "Bearer " + key);
        TestServer.Reply balance =
                post(tool("get_balance", "{}"), "Authorization", "Bearer " + key);

        assertThat(new String(refused.raw().body(), UTF_8))
                .contains("Error 10008")
                .contains("\"isError\":true");
        assertThat(new String(balance.raw().body(), UTF_8)).contains("\"isError\":false");
    }

    private static String readingKey() {
        return TestKeys.onTerms(
                SHARED.get(), new ApiKeys.Terms(null, Set.of(Scope.READ), null, null));
    }
}
