package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init") // the fields are set before the first test
@OnEveryDatabase
class ConsoleApiTest {

    @RegisterExtension
    static final SharedServer SERVER = SharedServer.atNoon().preparedBy(ConsoleApiTest::signIn);

    private static final String ACCOUNTS = "/console/api/admin/accounts";
    private static final String ORDER = "/api/v1/images/generations";

    private static Browser operator;
    private static Browser member;
    private static Browser outsider;

    private static void signIn(TestServer server) {
        operator = Invitations.operator(server, "op@example.com");
        member = Invitations.member(server, "member@example.com", "default");
        outsider = Invitations.member(server, "outsider@example.com", "other");
    }

    private static List<String> ids(JsonNode page) {
        return page.path("data").valueStream().map(task -> task.path("id").asString()).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /console/api/session",
                "DELETE /console/api/session",
                "PUT /console/api/password",
                "GET /console/api/sign-ins",
                "GET /console/api/keys",
                "POST /console/api/keys",
                "DELETE /console/api/keys/key_1",
                "GET /console/api/tasks",
                "GET /console/api/tasks/task_0",
                "GET /console/api/ledger",
                "GET /console/api/ledger.csv",
                "GET /console/api/deliveries",
                "GET /console/api/deliveries/health",
                "GET /console/api/admin/accounts",
                "GET /console/api/admin/accounts/account_1",
                "GET /console/api/admin/accounts/account_1/ledger",
                "POST /console/api/admin/accounts",
                "PATCH /console/api/admin/accounts/account_1",
                "POST /console/api/admin/accounts/account_1/grants",
                "POST /console/api/admin/accounts/account_1/people",
                "DELETE /console/api/admin/people/person_1",
                "GET /console/api/admin/queue",
                "GET /console/api/admin/webhooks/failures"
            })
    void without_a_session_there_is_an_answer_that_says_so(String operation) {
        String[] parts = operation.split(" ", 2);

        Reply refused = new Browser(SERVER.get()).send(parts[0], parts[1], "");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.errorCode()).isEqualTo(10005);
    }

    @Test
    void the_public_api_takes_the_session_in_place_of_a_key() {
        String id = member.draw("a picture from the playground");

        assertThat(member.get("/api/v1/tasks/" + id).status()).isEqualTo(200);
        assertThat(member.get("/api/v1/balance").header("x-ratelimit-limit-requests"))
                .isEqualTo("3000");
        assertThat(outsider.get("/api/v1/tasks/" + id).errorCode()).isEqualTo(40001);
        assertThat(
                        member.with("zimage_session=" + "x".repeat(43), "")
                                .get("/api/v1/balance")
                                .errorCode())
                .isEqualTo(10005);
        assertThat(new Browser(SERVER.get()).get("/api/v1/balance").errorCode()).isEqualTo(10001);
        assertThat(
                        member.send(
                                        "GET",
                                        "/api/v1/balance",
                                        "",
                                        "Authorization",
                                        "Bearer rk_live_unknown")
                                .errorCode())
                .isEqualTo(10003);
    }

    @Test
    void what_is_made_for_programs_takes_no_session() {
        assertThat(member.get("/v1/models").status()).isEqualTo(401);
        assertThat(member.send("POST", "/mcp", "{}").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {ORDER, "/console/api/keys", "/console/api/admin/accounts"})
    void a_change_without_the_token_or_from_another_site_is_refused(String path) {
        Map<String, String> body = Map.of("name", "forged", "mode", "live");

        for (Reply refused :
                List.of(
                        operator.post(path, body, "x-csrf-token", "wrong"),
                        operator.post(path, body, "x-csrf-token", member.csrfToken()),
                        operator.post(path, body, "Sec-Fetch-Site", "cross-site"),
                        operator.post(path, body, "Sec-Fetch-Site", "same-site"),
                        operator.post(path, body, "Origin", "https://evil.example"),
                        operator.post(path, body, "Origin", "null"),
                        operator.post(path, body, "Origin", "http:"),
                        operator.post(path, body, "Origin", "http:/"),
                        operator.post(path, body, "Origin", SERVER.get().url("") + "/"),
                        operator.with(operator.cookie(), "").post(path, body))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.errorCode()).isEqualTo(10006);
        }
    }

    @Test
    void a_change_from_the_own_pages_is_taken() {
        Map<String, String> key = Map.of("name", "own", "mode", "test");
        String own = SERVER.get().url("");

        assertThat(member.post("/console/api/keys", key, "Origin", own).status()).isEqualTo(201);
        assertThat(
                        member.post(
                                        "/console/api/keys",
                                        key,
                                        "Sec-Fetch-Site",
                                        "same-origin",
                                        "Origin",
                                        own)
                                .status())
                .isEqualTo(201);
    }

    @Test
    void another_site_cannot_sign_a_browser_in() {
        Reply refused =
                new Browser(SERVER.get())
                        .post(
                                "/console/api/session",
                                Map.of("email", "member@example.com", "password", Browser.PASSWORD),
                                "Origin",
                                "https://evil.example");

        assertThat(refused.errorCode()).isEqualTo(10006);
        assertThat(refused.header("Set-Cookie")).isEmpty();
    }

    @Test
    void tasks_are_found_by_their_words_their_key_and_their_status() {
        String wood = member.draw("A Wooden Bridge at dawn");
        String lake = member.draw("a lake, wooden boats");
        String mine = SERVER.get().submitted("wooden chairs for a key");

        assertThat(ids(member.read("/console/api/tasks?text=wooden")))
                .containsExactly(mine, lake, wood);
        assertThat(ids(member.read("/console/api/tasks?text=wooden%20b&limit=1")))
                .containsExactly(lake);
        JsonNode first = member.read("/console/api/tasks?text=wooden&limit=1");
        assertThat(first.path("has_more").asBoolean()).isTrue();
        assertThat(
                        ids(
                                member.read(
                                        "/console/api/tasks?text=wooden&before="
                                                + first.path("next").asString())))
                .containsExactly(lake, wood);
        String console =
                member.read("/console/api/tasks/" + wood).path("key").path("id").asString();
        assertThat(ids(member.read("/console/api/tasks?text=WOODEN&key=" + console)))
                .containsExactly(lake, wood);
        SERVER.get().awaitEnd(mine);
        assertThat(ids(member.read("/console/api/tasks?text=chairs&status=completed")))
                .containsExactly(mine);
        assertThat(ids(member.read("/console/api/tasks?text=chairs&status=failed"))).isEmpty();
        assertThat(ids(outsider.read("/console/api/tasks"))).isEmpty();
        assertThat(member.get("/console/api/tasks?status=done").errorCode()).isEqualTo(20003);
        assertThat(member.get("/console/api/tasks?stat=failed").errorCode()).isEqualTo(20010);
    }

    @Test
    void a_task_is_shown_with_its_order_and_its_entries_to_its_own_account_only() {
        String id = member.draw("one detail");
        SERVER.get().awaitEnd(id);

        JsonNode task = member.read("/console/api/tasks/" + id);

        assertThat(task.path("prompt").asString()).isEqualTo("one detail");
        assertThat(task.path("aspect_ratio").asString()).isEqualTo("1:1");
        assertThat(task.path("format").asString()).isEqualTo("jpeg");
        assertThat(task.path("nsfw_checker").asBoolean(true)).isFalse();
        assertThat(task.path("key").path("name").asString()).isEqualTo("console");
        assertThat(task.path("output").path("image_urls")).hasSize(1);
        assertThat(task.path("ledger").path(0).path("kind").asString()).isEqualTo("charge");
        assertThat(task.path("ledger").path(0).path("amount").asInt()).isEqualTo(-4);
        assertThat(outsider.get("/console/api/tasks/" + id).errorCode()).isEqualTo(40001);
    }

    @Test
    void the_ledger_is_the_own() {
        member.draw("something to pay for");

        JsonNode entries = member.read("/console/api/ledger?limit=1");

        assertThat(entries.path("data").path(0).path("task_id").asString()).startsWith("task_");
        String next = entries.path("next").asString();
        assertThat(member.read("/console/api/ledger?limit=100&before=" + next).path("data"))
                .isNotEmpty();
        assertThat(member.get("/console/api/ledger?before=x").errorCode()).isEqualTo(20003);
    }

    @Test
    void the_ledger_is_a_file_in_which_no_text_is_a_formula() {
        JsonNode account = operator.post(ACCOUNTS, Map.of("name", "books")).json();
        String path = ACCOUNTS + "/" + account.path("id").asString() + "/grants";
        Invitations.grant(SERVER.get(), "books", 1_001);
        operator.post(
                path,
                Map.of("credits", 5, "note", "=HYPERLINK(\"http://evil\")"),
                "Idempotency-Key",
                "formula");
        Browser owner = Invitations.member(SERVER.get(), "owner@example.com", "books");

        Reply file = owner.get("/console/api/ledger.csv");

        List<String> lines = new String(file.raw().body(), StandardCharsets.UTF_8).lines().toList();
        assertThat(file.header("Content-Type")).isEqualTo("text/csv;charset=utf-8");
        assertThat(file.header("Content-Disposition")).contains("attachment");
        assertThat(lines).hasSize(1_003);
        assertThat(lines.get(0)).isEqualTo("id,time,kind,amount,balance_after,task_id,note");
        assertThat(lines.get(1)).endsWith(",grant,5,1006,,\"'=HYPERLINK(\"\"http://evil\"\")\"");
        assertThat(lines.getLast()).endsWith(",grant,1,1,,\"by hand\"");
    }
}
