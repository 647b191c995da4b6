package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The operator's side of the console's API.
@SuppressWarnings("NullAway.Init") // the fields are set before the first test
class ConsoleAdminTest {

    @RegisterExtension static final SharedServer SERVER = SharedServer.atNoon();

    private static final String ACCOUNTS = "/console/api/admin/accounts";

    private static Browser operator;
    private static Browser member;

    @BeforeAll
    static void signIn() {
        operator = Invitations.operator(SERVER.get(), "op@example.com");
        member = Invitations.member(SERVER.get(), "member@example.com", "default");
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
        JsonNode made = operator.post(ACCOUNTS, Map.of("name", "studio")).json();
        String path = ACCOUNTS + "/" + made.path("id").asString();
        assertThat(operator.post(ACCOUNTS, Map.of("name", "studio")).status()).isEqualTo(409);
        assertThat(operator.post(ACCOUNTS, Map.of("name", "Stu dio")).errorCode()).isEqualTo(20003);

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
            operator.post(ACCOUNTS, Map.of("name", name));
        }
        SERVER.get().grant("sorted-b", 7);
        String sorted = ACCOUNTS + "?text=sorted-&sort=";
        assertThat(names(operator.read(sorted + "name"))).containsExactly("sorted-a", "sorted-b");
        assertThat(names(operator.read(sorted + "balance")))
                .containsExactly("sorted-b", "sorted-a");
        assertThat(names(operator.read(sorted + "newest"))).containsExactly("sorted-a", "sorted-b");
        assertThat(operator.get(sorted + "size").errorCode()).isEqualTo(20003);

        String id = member.draw("looked into");
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
        JsonNode account = operator.post(ACCOUNTS, Map.of("name", "granted")).json();
        String path = ACCOUNTS + "/" + account.path("id").asString() + "/grants";
        String[] key = {"Idempotency-Key", "click-1"};
        Map<String, Object> grant = Map.of("credits", 500, "note", "welcome");

        assertThat(operator.post(path, grant, key).json().toString())
                .isEqualTo("{\"balance\":500,\"replayed\":false}");
        assertThat(operator.post(path, grant, key).json().toString())
                .isEqualTo("{\"balance\":500,\"replayed\":true}");

        assertThat(operator.post(path, Map.of("credits", 5), key).errorCode()).isEqualTo(20009);
        assertThat(operator.post(path, grant).errorMessage()).contains("Idempotency-Key");
        assertThat(operator.post(path, Map.of("credits", -501), "Idempotency-Key", "2").errorCode())
                .isEqualTo(30001);
        assertThat(
                        operator.post(path, Map.of("credits", -500), "Idempotency-Key", "3")
                                .json()
                                .path("balance")
                                .asInt())
                .isZero();
        assertThat(operator.post(path, Map.of("credits", 0), "Idempotency-Key", "4").errorCode())
                .isEqualTo(20003);
    }

    @Test
    void people_are_invited_seen_and_removed() {
        JsonNode account = operator.post(ACCOUNTS, Map.of("name", "team")).json();
        String path = ACCOUNTS + "/" + account.path("id").asString() + "/people";
        JsonNode invited =
                operator.post(path, Map.of("email", "new@example.com", "role", "member")).json();
        String link = invited.path("link").asString();
        assertThat(link).startsWith(SERVER.get().url("/setup?token="));
        Browser person =
                Browser.setUp(
                        SERVER.get(), link.substring(link.indexOf('=') + 1), "new@example.com");
        assertThat(operator.read(ACCOUNTS + "?text=team").toString())
                .contains("\"email\":\"new@example.com\",\"role\":\"member\",\"invited\":false");
        assertThat(
                        operator.post(path, Map.of("email", "member@example.com", "role", "member"))
                                .status())
                .isEqualTo(409);

        String id = invited.path("person").path("id").asString();
        assertThat(operator.send("DELETE", "/console/api/admin/people/" + id, "").status())
                .isEqualTo(204);

        assertThat(person.get("/console/api/session").errorCode()).isEqualTo(10005);
        JsonNode next =
                operator.post(path, Map.of("email", "next@example.com", "role", "member")).json();
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
        List<String> slow =
                List.of(member.draw("slow: 1"), member.draw("slow: 2"), member.draw("slow: 3"));
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
