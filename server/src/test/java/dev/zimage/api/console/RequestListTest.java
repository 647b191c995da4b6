package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.people.Role;
import dev.zimage.server.Eventually;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The last requests to the API as the console reads them.
@SuppressWarnings("NullAway.Init") // the fields are set before the first test
class RequestListTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();

    private static final String ALL = "/console/api/admin/requests";
    private static final String OWN = "/console/api/requests";

    private static Browser operator;
    private static Browser member;

    @TempDir Path folder;

    @BeforeAll
    static void signIn() {
        operator = Invitations.operator(SERVER.get(), "op@example.com");
        member = Invitations.member(SERVER.get(), "member@example.com", "default");
    }

    /// A request is recorded a moment after its answer.
    private static JsonNode recorded(Reply reply) {
        return recorded(reply.header("x-request-id"));
    }

    private static JsonNode recorded(String id) {
        assertThat(id).startsWith("req_");
        JsonNode page =
                Eventually.seen(
                        () -> operator.read(ALL + "?id=" + id),
                        found -> !found.path("data").isEmpty());
        return page.path("data").path(0);
    }

    private static Reply withKey(String key, String path) {
        TestServer server = SERVER.get();
        return server.send(server.request(path).setHeader("Authorization", "Bearer " + key));
    }

    @Test
    void an_order_has_what_is_needed_to_find_it_and_its_task() {
        Reply ordered = SERVER.get().submit("a boat");

        JsonNode line = recorded(ordered);

        assertThat(line.path("method").asString()).isEqualTo("POST");
        assertThat(line.path("route").asString()).isEqualTo("/api/v1/images/generations");
        assertThat(line.path("status").asInt()).isEqualTo(200);
        assertThat(line.path("error").isNull()).isTrue();
        assertThat(line.path("ms").asDouble()).isPositive();
        assertThat(line.path("task_id").asString()).isEqualTo(ordered.json().path("id").asString());
        assertThat(line.path("key").path("name").asString()).isEqualTo("live");
        assertThat(SERVER.get().liveKey())
                .startsWith(line.at("/key/hint").asString().replaceFirst("….*", ""));
        assertThat(line.path("account").path("name").asString()).isEqualTo("default");
        assertThat(line.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(line.path("console").asBoolean()).isFalse();
    }

    @Test
    void the_people_of_an_account_see_its_requests_without_addresses_and_no_others() {
        String id = SERVER.get().submit("a boat").header("x-request-id");
        recorded(id);
        Browser outsider = Invitations.member(SERVER.get(), "else@example.com", "elsewhere");
        Browser viewer =
                Invitations.signedIn(SERVER.get(), "look@example.com", Role.VIEWER, "default");

        JsonNode own = member.read(OWN + "?id=" + id).path("data").path(0);

        assertThat(own.path("id").asString()).isEqualTo(id);
        assertThat(own.path("address").isNull()).isTrue();
        assertThat(own.path("account").isNull()).isTrue();
        assertThat(outsider.read(OWN + "?id=" + id).path("data")).isEmpty();
        assertThat(member.get(ALL).status()).isEqualTo(403);
        assertThat(viewer.get(OWN).status()).isEqualTo(403);
    }

    @Test
    void nothing_secret_is_recorded() {
        TestServer server = SERVER.get();
        Reply order =
                server.post(
                        "/api/v1/images/generations?dry_run=true",
                        TestServer.body("a secret plan"),
                        "Idempotency-Key",
                        "hidden");
        Reply unknown = server.get("/api/v1/secret-path?token=hush");
        Reply refused = withKey("rk_live_" + "S".repeat(40), "/api/v1/balance");

        recorded(order);
        recorded(refused);
        assertThat(recorded(unknown).path("route").asString()).isEqualTo("unknown");
        assertThat(operator.read(ALL + "?limit=100").toString())
                .doesNotContain("secret", "hush", "hidden", "dry_run", "SSSS")
                .doesNotContain(server.liveKey());
    }

    @Test
    void an_error_is_recorded_with_its_code_also_when_no_key_is_valid() {
        JsonNode line = recorded(withKey("rk_live_" + "x".repeat(40), "/api/v1/balance"));

        assertThat(line.path("status").asInt()).isEqualTo(401);
        assertThat(line.path("error").asInt()).isEqualTo(10003);
        assertThat(line.path("key").isNull()).isTrue();
        assertThat(line.path("account").isNull()).isTrue();
    }

    @Test
    void the_other_dialects_are_recorded_with_their_tasks_and_errors() {
        TestServer server = SERVER.get();
        Reply images =
                server.post(
                        "/v1/images/generations", "{\"model\":\"z-image\",\"prompt\":\"a cat\"}");
        assertThat(images.status()).isEqualTo(200);
        Reply tool = callTool("{\"prompt\":\"a dog\"}");
        Reply wrong = callTool("{\"prompt\":\"a dog\",\"model\":\"none\"}");

        assertThat(recorded(images).path("task_id").asString())
                .isEqualTo(images.header("x-task-id"));
        assertThat(recorded(tool).path("task_id").asString()).startsWith("task_");
        JsonNode failed = recorded(wrong);
        assertThat(failed.path("route").asString()).isEqualTo("/mcp");
        assertThat(failed.path("error").asInt()).isEqualTo(20004);
        assertThat(
                        operator.read(ALL + "?status=errors&id=" + wrong.header("x-request-id"))
                                .path("data"))
                .hasSize(1);
    }

    private static Reply callTool(String arguments) {
        Reply reply =
                SERVER.get()
                        .post(
                                "/mcp",
                                """
                                {"jsonrpc":"2.0","id":1,"method":"tools/call",\
                                "params":{"name":"generate_image","arguments":%s}}\
                                """
                                        .formatted(arguments),
                                "Accept",
                                "application/json, text/event-stream");
        assertThat(reply.status()).isEqualTo(200);
        return reply;
    }

    @Test
    void of_the_console_only_what_changes_something_or_fails_is_recorded() {
        Reply read = member.get("/api/v1/balance");
        Reply failed = member.get("/api/v1/tasks/task_0");
        Reply own = member.get("/console/api/tasks");
        Reply health = SERVER.get().get("/health/live");
        Reply price =
                member.send(
                        "POST",
                        "/api/v1/images/generations?dry_run=true",
                        TestServer.body("a lake"));
        assertThat(price.status()).isEqualTo(200);
        Reply ordered =
                member.send("POST", "/api/v1/images/generations", TestServer.body("a lake"));
        assertThat(ordered.status()).isEqualTo(200);

        JsonNode line = recorded(ordered);
        recorded(failed);

        assertThat(line.path("console").asBoolean()).isTrue();
        assertThat(line.path("key").isNull()).isTrue();
        assertThat(line.path("task_id").asString()).startsWith("task_");
        for (Reply unrecorded : List.of(read, own, health, price)) {
            String id = unrecorded.header("x-request-id");
            assertThat(operator.read(ALL + "?id=" + id).path("data")).isEmpty();
        }
    }

    @Test
    void of_polls_only_those_that_fail_are_recorded() {
        Reply good = SERVER.get().get("/api/v1/tasks/" + SERVER.get().submitted("a boat"));
        Reply unknown = SERVER.get().get("/api/v1/tasks/task_0");
        assertThat(good.status()).isEqualTo(200);

        assertThat(recorded(unknown).path("error").asInt()).isEqualTo(40001);
        assertThat(operator.read(ALL + "?id=" + good.header("x-request-id")).path("data"))
                .isEmpty();
    }

    @Test
    void pages_of_a_filter_follow_one_another() {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sent.addFirst(withKey("bad", "/api/v1/models").header("x-request-id"));
            SERVER.get().get("/api/v1/models");
        }
        sent.forEach(RequestListTest::recorded);
        String query = ALL + "?status=client&route=GET%20/api/v1/models&limit=2";

        List<String> read = new ArrayList<>();
        JsonNode page = operator.read(query);
        page.path("data").forEach(line -> read.add(line.path("id").asString()));
        while (page.path("has_more").asBoolean()) {
            page = operator.read(query + "&before=" + page.path("next").asString());
            page.path("data").forEach(line -> read.add(line.path("id").asString()));
        }

        assertThat(read).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void a_key_is_found_by_its_name_its_id_and_its_beginning() {
        JsonNode line = recorded(SERVER.get().get("/api/v1/balance"));
        String id = "&id=" + line.path("id").asString();
        String hint = line.at("/key/hint").asString();

        for (String key : List.of("live", line.at("/key/id").asString(), hint.substring(0, 10))) {
            assertThat(operator.read(ALL + "?key=" + key + id).path("data")).hasSize(1);
        }
        assertThat(operator.read(ALL + "?key=test" + id).path("data")).isEmpty();
        assertThat(operator.read(ALL + "?account=defau" + id).path("data")).hasSize(1);
        assertThat(operator.read(ALL + "?account=elsewhere" + id).path("data")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "status=bad, 'status must be errors, good, client or server'",
        "before=first, before must be the next of a page",
        "limit=0, limit must be",
        "day=2026-01-01, day"
    })
    void a_wrong_filter_is_named(String query, String message) {
        Reply reply = operator.get(ALL + "?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().toString()).contains(message);
    }

    @Test
    void turned_off_nothing_is_recorded_and_the_console_says_so() {
        try (TestServer server = TestServer.start(folder, Map.of("requests.enabled", "false"))) {
            Browser own = Invitations.operator(server, "op@example.com");
            server.submitted("a boat");

            JsonNode page = own.read(ALL);

            assertThat(page.path("enabled").asBoolean()).isFalse();
            assertThat(page.path("data")).isEmpty();
        }
    }

    @Test
    void the_last_requests_before_a_stop_are_recorded() {
        try (TestServer server = TestServer.start(folder, Map.of())) {
            String id = server.submit("a boat").header("x-request-id");
            server.stop();
            server.start();

            JsonNode page = Invitations.operator(server, "op@example.com").read(ALL + "?id=" + id);

            assertThat(page.path("data")).hasSize(1);
        }
    }
}
