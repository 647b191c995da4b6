package dev.zimage.api.console;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init") // the fields are set before the first test
class ConsoleApiTest {

    @RegisterExtension static final SharedServer SERVER = SharedServer.atNoon();

    private static final String ACCOUNTS = "/console/api/admin/accounts";
    private static final String ORDER = "/api/v1/images/generations";

    private static Browser operator;
    private static Browser member;
    private static Browser stranger;

    @BeforeAll
    static void signIn() {
        operator = Invitations.operator(SERVER.get(), "op@example.com");
        member = Invitations.member(SERVER.get(), "member@example.com", "default");
        stranger = Invitations.member(SERVER.get(), "stranger@example.com", "other");
    }

    private static Reply post(Browser browser, String path, Map<String, ?> body, String... more) {
        return browser.send("POST", path, Browser.json(body), more);
    }

    private static String draw(String prompt) {
        Reply reply = member.send("POST", ORDER, TestServer.body(prompt));
        assertThat(reply.status()).isEqualTo(200);
        return reply.json().path("id").asString();
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
        String id = draw("a picture from the playground");

        assertThat(member.get("/api/v1/tasks/" + id).status()).isEqualTo(200);
        assertThat(member.get("/api/v1/balance").header("x-ratelimit-limit-requests"))
                .isEqualTo("3000");
        assertThat(stranger.get("/api/v1/tasks/" + id).errorCode()).isEqualTo(40001);
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
                        post(operator, path, body, "x-csrf-token", "wrong"),
                        post(operator, path, body, "x-csrf-token", member.csrfToken()),
                        post(operator, path, body, "Sec-Fetch-Site", "cross-site"),
                        post(operator, path, body, "Sec-Fetch-Site", "same-site"),
                        post(operator, path, body, "Origin", "https://evil.example"),
                        post(operator, path, body, "Origin", "null"),
                        post(operator, path, body, "Origin", "http:"),
                        post(operator, path, body, "Origin", "http:/"),
                        post(operator, path, body, "Origin", SERVER.get().url("") + "/"),
                        post(operator.with(operator.cookie(), ""), path, body))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.errorCode()).isEqualTo(10006);
        }
    }

    @Test
    void a_change_from_the_own_pages_is_taken() {
        Map<String, String> key = Map.of("name", "own", "mode", "test");
        String own = SERVER.get().url("");

        assertThat(post(member, "/console/api/keys", key, "Origin", own).status()).isEqualTo(201);
        assertThat(
                        post(
                                        member,
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
                post(
                        new Browser(SERVER.get()),
                        "/console/api/session",
                        Map.of("email", "member@example.com", "password", Browser.PASSWORD),
                        "Origin",
                        "https://evil.example");

        assertThat(refused.errorCode()).isEqualTo(10006);
        assertThat(refused.header("Set-Cookie")).isEmpty();
    }

    @Test
    void a_key_is_shown_once_works_and_is_revoked_by_its_own_account_only() {
        JsonNode made =
                post(stranger, "/console/api/keys", Map.of("name", "shop", "mode", "live")).json();
        String id = made.path("id").asString();
        String[] bearer = {"Authorization", "Bearer " + made.path("key").asString()};
        assertThat(new Browser(SERVER.get()).send("GET", "/api/v1/balance", "", bearer).status())
                .isEqualTo(200);
        assertThat(stranger.read("/console/api/keys").toString())
                .contains("\"name\":\"shop\"", "\"scopes\":[\"generate\",\"read\"]")
                .doesNotContain(made.path("key").asString(), "console");

        assertThat(member.send("DELETE", "/console/api/keys/" + id, "").errorCode())
                .isEqualTo(40402);
        JsonNode revoked = stranger.send("DELETE", "/console/api/keys/" + id, "").json();

        assertThat(revoked.path("revoked_at").isNull()).isFalse();
    }

    @Test
    void a_key_without_a_budget_shows_what_it_spent_less_what_was_given_back() {
        JsonNode made =
                post(member, "/console/api/keys", Map.of("name", "plain", "mode", "live")).json();
        String[] bearer = {"Authorization", "Bearer " + made.path("key").asString()};
        Browser program = new Browser(SERVER.get());
        for (String prompt : List.of("a boat", "fail: a house")) {
            JsonNode task = program.send("POST", ORDER, TestServer.body(prompt), bearer).json();
            SERVER.get().awaitEnd(task.path("id").asString());
        }

        assertThat(key(made.path("id").asString()).path("spent_total").asLong()).isEqualTo(4);
        assertThat(key(made.path("id").asString()).path("spent_day").asLong()).isEqualTo(4);
    }

    private static JsonNode key(String id) {
        return member.read("/console/api/keys")
                .path("data")
                .valueStream()
                .filter(key -> key.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_key_has_the_scopes_and_the_budget_that_it_was_made_with() {
        JsonNode made =
                post(
                                member,
                                "/console/api/keys",
                                Map.of(
                                        "name",
                                        "thrifty",
                                        "mode",
                                        "live",
                                        "scopes",
                                        List.of("generate"),
                                        "budget_day",
                                        4,
                                        "budget_total",
                                        100))
                        .json();
        String[] bearer = {
            "Authorization", "Bearer " + made.path("key").asString(), "x-csrf-token", "none"
        };
        Browser program = new Browser(SERVER.get());
        assertThat(program.send("POST", ORDER, TestServer.body("one"), bearer).status())
                .isEqualTo(200);
        assertThat(program.send("POST", ORDER, TestServer.body("two"), bearer).errorCode())
                .isEqualTo(30001);
        assertThat(program.send("GET", "/api/v1/balance", "", bearer).errorCode()).isEqualTo(10008);

        assertThat(member.read("/console/api/keys").toString())
                .contains(
                        "\"budget_day\":4,\"budget_total\":100,\"spent_day\":4,\"spent_total\":4",
                        "\"scopes\":[\"generate\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"a\"} | Missing required parameter: mode",
                "{\"name\":\"a\",\"mode\":\"real\"} | mode must be live or test",
                "{\"name\":\" \",\"mode\":\"live\"} | name must have 1 to 100 characters",
                "{\"name\":\"a\",\"mode\":\"live\",\"expires_at\":1} | expires_at must be in the",
                "{\"name\":\"a\",\"mode\":\"live\",\"scopes\":[\"all\"]} | scopes must have"
                        + " generate",
                "{\"name\":\"a\",\"mode\":\"live\",\"scopes\":\"read\"} | scopes must be an array",
                "{\"name\":\"a\",\"mode\":\"live\",\"budget_day\":-1} | budget_day must be between",
                "{\"name\":\"a\",\"mode\":\"live\",\"nam\":1} | Unknown parameter: \"nam\""
            })
    void a_wrong_key_is_refused_with_the_name_of_the_member(String body, String message) {
        assertThat(member.send("POST", "/console/api/keys", body).errorMessage())
                .startsWith(message);
    }

    @Test
    void tasks_are_found_by_their_words_their_key_and_their_status() {
        String wood = draw("A Wooden Bridge at dawn");
        String lake = draw("a lake, wooden boats");
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
        assertThat(ids(stranger.read("/console/api/tasks"))).isEmpty();
        assertThat(member.get("/console/api/tasks?status=done").errorCode()).isEqualTo(20003);
        assertThat(member.get("/console/api/tasks?stat=failed").errorCode()).isEqualTo(20010);
    }

    @Test
    void a_task_is_shown_with_its_order_and_its_entries_to_its_own_account_only() {
        String id = draw("one detail");
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
        assertThat(stranger.get("/console/api/tasks/" + id).errorCode()).isEqualTo(40001);
    }

    @Test
    void the_ledger_is_the_own() {
        draw("something to pay for");

        JsonNode entries = member.read("/console/api/ledger?limit=1");

        assertThat(entries.path("data").path(0).path("task_id").asString()).startsWith("task_");
        String next = entries.path("next").asString();
        assertThat(member.read("/console/api/ledger?limit=100&before=" + next).path("data"))
                .isNotEmpty();
        assertThat(member.get("/console/api/ledger?before=x").errorCode()).isEqualTo(20003);
    }

    @Test
    void the_ledger_is_a_file_in_which_no_text_is_a_formula() {
        JsonNode account = post(operator, ACCOUNTS, Map.of("name", "books")).json();
        String path = ACCOUNTS + "/" + account.path("id").asString() + "/grants";
        Invitations.grant(SERVER.get(), "books", 1_001);
        post(
                operator,
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET " + ACCOUNTS,
                "POST " + ACCOUNTS,
                "PATCH " + ACCOUNTS + "/account_1",
                "POST " + ACCOUNTS + "/account_1/grants",
                "POST " + ACCOUNTS + "/account_1/people",
                "DELETE /console/api/admin/people/person_1",
                "GET /console/api/admin/queue",
                "GET /console/api/admin/webhooks/failures"
            })
    void the_operators_side_is_for_operators(String operation) {
        String[] parts = operation.split(" ", 2);

        Reply refused = member.send(parts[0], parts[1], parts[0].equals("GET") ? "" : "{}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.errorCode()).isEqualTo(10008);
    }

    @Test
    void an_account_is_made_changed_and_found() {
        JsonNode made = post(operator, ACCOUNTS, Map.of("name", "studio")).json();
        String path = ACCOUNTS + "/" + made.path("id").asString();
        assertThat(post(operator, ACCOUNTS, Map.of("name", "studio")).status()).isEqualTo(409);
        assertThat(post(operator, ACCOUNTS, Map.of("name", "Stu dio")).errorCode())
                .isEqualTo(20003);

        JsonNode changed =
                operator.send(
                                "PATCH",
                                path,
                                "{\"suspended\":true,\"requests_per_minute\":5,\"name\":\"atelier\"}")
                        .json();
        assertThat(changed.path("name").asString()).isEqualTo("atelier");
        assertThat(changed.path("suspended").asBoolean()).isTrue();
        assertThat(changed.path("limits").toString())
                .isEqualTo(
                        "{\"requests_per_minute\":5,\"tasks_in_flight\":null,\"low_balance\":null}");

        operator.send("PATCH", path, "{\"requests_per_minute\":null,\"suspended\":null}");
        JsonNode found = operator.read(ACCOUNTS + "?text=telie").path("data");
        assertThat(found).hasSize(1);
        assertThat(found.path(0).path("limits").path("requests_per_minute").isNull()).isTrue();
        assertThat(found.path(0).path("suspended").asBoolean()).isTrue();
        assertThat(operator.send("PATCH", path, "{\"name\":\"default\"}").status()).isEqualTo(409);
        assertThat(operator.send("PATCH", path, "{\"tasks_in_flight\":0}").errorCode())
                .isEqualTo(20003);
        assertThat(operator.send("PATCH", ACCOUNTS + "/account_999", "{}").errorCode())
                .isEqualTo(40402);
    }

    @Test
    void accounts_are_sorted_and_looked_into() {
        for (String name : List.of("sorted-b", "sorted-a")) {
            post(operator, ACCOUNTS, Map.of("name", name));
        }
        SERVER.get().grant("sorted-b", 7);
        String sorted = ACCOUNTS + "?text=sorted-&sort=";
        assertThat(names(operator.read(sorted + "name"))).containsExactly("sorted-a", "sorted-b");
        assertThat(names(operator.read(sorted + "balance")))
                .containsExactly("sorted-b", "sorted-a");
        assertThat(names(operator.read(sorted + "newest"))).containsExactly("sorted-a", "sorted-b");
        assertThat(operator.get(sorted + "size").errorCode()).isEqualTo(20003);

        String id = draw("looked into");
        SERVER.get().awaitEnd(id);
        JsonNode own = operator.read(ACCOUNTS + "?text=default").path("data").path(0);
        assertThat(own.path("last_days").path("spent").asInt()).isPositive();
        String path = ACCOUNTS + "/" + own.path("id").asString();
        assertThat(operator.read(path).path("keys").size()).isGreaterThan(1);
        JsonNode line = operator.read(path + "/ledger?kind=charge").path("data").path(0);
        assertThat(line.path("order").path("prompt").asString()).isEqualTo("looked into");
        assertThat(line.path("order").path("key").path("name").asString()).isEqualTo("console");
        assertThat(line.path("order").path("seconds").isNumber()).isTrue();
        assertThat(operator.read(path + "/ledger?day=2020-01-01").path("data")).isEmpty();
        assertThat(operator.get(path + "/ledger?day=today").errorCode()).isEqualTo(20003);
        assertThat(member.get(path + "/ledger").errorCode()).isEqualTo(10008);
    }

    private static List<String> names(JsonNode page) {
        return page.path("data").valueStream().map(one -> one.path("name").asString()).toList();
    }

    @Test
    void a_grant_that_is_sent_twice_is_given_once() {
        JsonNode account = post(operator, ACCOUNTS, Map.of("name", "granted")).json();
        String path = ACCOUNTS + "/" + account.path("id").asString() + "/grants";
        String[] key = {"Idempotency-Key", "click-1"};
        Map<String, Object> grant = Map.of("credits", 500, "note", "welcome");

        assertThat(post(operator, path, grant, key).json().toString())
                .isEqualTo("{\"balance\":500,\"replayed\":false}");
        assertThat(post(operator, path, grant, key).json().toString())
                .isEqualTo("{\"balance\":500,\"replayed\":true}");

        assertThat(post(operator, path, Map.of("credits", 5), key).errorCode()).isEqualTo(20009);
        assertThat(post(operator, path, grant).errorMessage()).contains("Idempotency-Key");
        assertThat(
                        post(operator, path, Map.of("credits", -501), "Idempotency-Key", "2")
                                .errorCode())
                .isEqualTo(30001);
        assertThat(
                        post(operator, path, Map.of("credits", -500), "Idempotency-Key", "3")
                                .json()
                                .path("balance")
                                .asInt())
                .isZero();
        assertThat(post(operator, path, Map.of("credits", 0), "Idempotency-Key", "4").errorCode())
                .isEqualTo(20003);
    }

    @Test
    void people_are_invited_seen_and_removed() {
        JsonNode account = post(operator, ACCOUNTS, Map.of("name", "team")).json();
        String path = ACCOUNTS + "/" + account.path("id").asString() + "/people";
        JsonNode invited =
                post(operator, path, Map.of("email", "new@example.com", "role", "member")).json();
        String link = invited.path("link").asString();
        assertThat(link).startsWith(SERVER.get().url("/setup?token="));
        Browser person =
                Browser.setUp(
                        SERVER.get(), link.substring(link.indexOf('=') + 1), "new@example.com");
        assertThat(operator.read(ACCOUNTS + "?text=team").toString())
                .contains("\"email\":\"new@example.com\",\"role\":\"member\",\"invited\":false");
        assertThat(
                        post(
                                        operator,
                                        path,
                                        Map.of("email", "member@example.com", "role", "member"))
                                .status())
                .isEqualTo(409);

        String id = invited.path("person").path("id").asString();
        assertThat(operator.send("DELETE", "/console/api/admin/people/" + id, "").status())
                .isEqualTo(204);

        assertThat(person.get("/console/api/session").errorCode()).isEqualTo(10005);
        JsonNode next =
                post(operator, path, Map.of("email", "next@example.com", "role", "member")).json();
        assertThat(next.path("person").path("id").asString())
                .as("an old page must not remove another person")
                .isNotEqualTo(id);
        assertThat(operator.send("DELETE", "/console/api/admin/people/" + id, "").errorCode())
                .isEqualTo(40402);
        String own = operator.read("/console/api/session").path("person").path("id").asString();
        assertThat(operator.send("DELETE", "/console/api/admin/people/" + own, "").errorCode())
                .isEqualTo(10008);
    }

    @Test
    void messages_that_were_given_up_are_shown_with_their_account() {
        Invitations.giveUp(SERVER.get(), "https://receiver.example/hook");

        JsonNode failures = operator.read("/console/api/admin/webhooks/failures").path("data");

        assertThat(failures).hasSize(1);
        assertThat(failures.path(0).path("account").asString()).isEqualTo("default");
        assertThat(failures.path(0).path("url").asString())
                .isEqualTo("https://receiver.example/hook");
        assertThat(failures.path(0).path("answer_status").asInt()).isEqualTo(503);
    }

    @Test
    void people_see_that_no_orders_are_taken_and_operators_what_mends_it() throws Exception {
        Path media = SERVER.get().data().media();
        Path away = Files.move(media, media.resolveSibling("media.away"));
        Files.writeString(media, "a file");
        try {
            JsonNode session =
                    Eventually.seen(
                            () -> member.read("/console/api/session"),
                            seen -> !seen.path("outage").isNull());
            JsonNode outage = operator.read("/console/api/admin/queue").path("outage");

            assertThat(session.path("outage").asString()).isEqualTo("pictures cannot be stored");
            assertThat(outage.path("reason").asString()).isEqualTo("pictures cannot be stored");
            assertThat(outage.path("remedy").asString()).contains("writable");
        } finally {
            Files.delete(media);
            Files.move(away, media);
        }
        JsonNode queue =
                Eventually.seen(
                        () -> operator.read("/console/api/admin/queue"),
                        seen -> seen.path("outage").isNull());
        assertThat(queue.path("outage").isNull()).isTrue();
    }

    @Test
    void the_queue_shows_what_runs_where_and_what_waits() throws Exception {
        List<String> slow = List.of(draw("slow: 1"), draw("slow: 2"), draw("slow: 3"));
        SERVER.get().live().awaitStart();
        SERVER.get().live().awaitStart();

        JsonNode queue = operator.read("/console/api/admin/queue");

        JsonNode engine = queue.path("engines").path(0);
        assertThat(engine.path("name").asString()).isEqualTo("stripes");
        assertThat(engine.path("ready").asBoolean()).isTrue();
        assertThat(engine.path("workers").asInt()).isEqualTo(2);
        assertThat(engine.path("running").asInt()).isEqualTo(2);
        assertThat(engine.path("waiting").asInt()).isEqualTo(1);
        assertThat(queue.path("running").path(0).path("account").asString()).isEqualTo("default");
        assertThat(queue.path("waiting").path(0).path("task_id").asString())
                .isEqualTo(slow.getLast());
        JsonNode process = queue.path("workers").path(0);
        assertThat(process.path("state").asString()).isEqualTo("ready");
        assertThat(process.path("at_once").asInt()).isEqualTo(2);
        SERVER.get().live().letGo(3);
        slow.forEach(SERVER.get()::awaitEnd);
    }
}
