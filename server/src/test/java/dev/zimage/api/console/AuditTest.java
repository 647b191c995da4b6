package dev.zimage.api.console;

import static dev.zimage.api.console.AuditCalls.ACCOUNTS;
import static dev.zimage.api.console.AuditCalls.ALL;
import static dev.zimage.api.console.AuditCalls.accountId;
import static dev.zimage.api.console.AuditCalls.change;
import static dev.zimage.api.console.AuditCalls.newest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// What is recorded in the audit log.
@SuppressWarnings("NullAway.Init") // the fields are set before the first test
class AuditTest {

    @RegisterExtension static final SharedServer SERVER = SharedServer.atNoon();
    private static Browser operator;
    private static Browser member;

    @BeforeAll
    static void signIn() {
        operator = Invitations.operator(SERVER.get(), "op@example.com");
        member = Invitations.member(SERVER.get(), "member@example.com", "shop");
    }

    private static String created(String name) {
        Reply made = operator.send("POST", ACCOUNTS, Browser.json(Map.of("name", name)));
        assertThat(made.status()).isEqualTo(201);
        return name;
    }

    @Test
    void a_grant_names_who_gave_it_how_much_and_by_which_request() {
        Reply granted =
                operator.send(
                        "POST",
                        ACCOUNTS + "/" + accountId(operator, "shop") + "/grants",
                        Browser.json(Map.of("credits", 500, "note", "welcome")),
                        "Idempotency-Key",
                        "grant-1");
        assertThat(granted.status()).isEqualTo(200);

        JsonNode entry = newest(operator, "&action=credits-granted");

        assertThat(entry.path("actor_kind").asString()).isEqualTo("person");
        assertThat(entry.path("actor").asString()).isEqualTo("op@example.com");
        assertThat(entry.path("account").path("name").asString()).isEqualTo("shop");
        assertThat(entry.path("target_id").asString()).isEqualTo(accountId(operator, "shop"));
        assertThat(entry.path("before").toString()).isEqualTo("{\"balance\":0}");
        assertThat(entry.path("after").toString())
                .isEqualTo("{\"balance\":500,\"credits\":500,\"note\":\"welcome\"}");
        assertThat(entry.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(entry.path("request_id").asString()).isEqualTo(granted.header("x-request-id"));
        assertThat(entry.path("at").asLong())
                .isEqualTo(SERVER.get().clock().instant().getEpochSecond());
    }

    @Test
    void a_grant_that_is_sent_twice_has_one_entry() {
        created("twice");
        for (int i = 0; i < 2; i++) {
            operator.send(
                    "POST",
                    ACCOUNTS + "/" + accountId(operator, "twice") + "/grants",
                    Browser.json(Map.of("credits", 7)),
                    "Idempotency-Key",
                    "grant-2");
        }

        assertThat(operator.read(ALL + "?action=credits-granted&target=twice").path("data"))
                .hasSize(1);
    }

    @Test
    void limits_are_shown_as_they_were_and_are() {
        change(operator, created("limited"), Map.of("requests_per_minute", 60));
        change(operator, "limited", Map.of("requests_per_minute", 90, "tasks_in_flight", 2));

        JsonNode entry = newest(operator, "&action=account-changed");

        assertThat(entry.path("before").toString())
                .isEqualTo("{\"requests_per_minute\":60,\"tasks_in_flight\":null}");
        assertThat(entry.path("after").toString())
                .isEqualTo("{\"requests_per_minute\":90,\"tasks_in_flight\":2}");
    }

    @Test
    void a_change_that_changes_nothing_is_no_entry() {
        change(operator, "shop", Map.of("requests_per_minute", 77));
        long before = newest(operator, "").path("id").asLong();
        change(operator, "shop", Map.of("requests_per_minute", 77));

        assertThat(newest(operator, "").path("id").asLong()).isEqualTo(before);
    }

    @Test
    void suspending_and_resuming_have_actions_of_their_own() {
        change(operator, "shop", Map.of("suspended", true));
        assertThat(newest(operator, "").path("action").asString()).isEqualTo("account-suspended");
        change(operator, "shop", Map.of("suspended", false));
        assertThat(newest(operator, "").path("action").asString()).isEqualTo("account-resumed");
    }

    @Test
    void a_key_is_named_and_its_secret_is_nowhere() {
        Reply made =
                member.send(
                        "POST",
                        "/console/api/keys",
                        Browser.json(Map.of("name", "printer", "mode", "live")));
        String secret = made.json().path("key").asString();
        assertThat(secret).startsWith("rk_live_");
        String id = made.json().path("id").asString();
        member.send("DELETE", "/console/api/keys/" + id, "");

        JsonNode entries = operator.read(ALL + "?target=" + id).path("data");

        assertThat(entries.findValuesAsString("action"))
                .containsExactly("key-revoked", "key-created");
        assertThat(entries.path(0).path("actor").asString()).isEqualTo("member@example.com");
        assertThat(entries.path(1).path("target").asString()).startsWith("printer (rk_live_");
        assertThat(operator.read(ALL + "?limit=100").toString()).doesNotContain(secret);
    }

    @Test
    void a_webhook_that_a_key_makes_is_told_by_its_server_alone() {
        TestServer server = SERVER.get();
        Reply made =
                server.post(
                        "/api/v1/webhooks",
                        Browser.json(Map.of("url", "https://93.184.216.34/T0KEN?secret=hush")));
        assertThat(made.status()).isEqualTo(200);
        String id = made.json().path("id").asString();
        server.post("/api/v1/webhooks/" + id + "/rotate", "");
        server.post("/api/v1/webhooks/" + id + "/disable", "");
        server.post("/api/v1/webhooks/" + id + "/disable", "");
        server.post("/api/v1/webhooks/" + id + "/enable", "");

        JsonNode entries = operator.read(ALL + "?target=" + id).path("data");

        assertThat(entries.findValuesAsString("action"))
                .containsExactly(
                        "webhook-enabled",
                        "webhook-disabled",
                        "webhook-secret-rotated",
                        "webhook-created");
        assertThat(entries.path(0).path("actor_kind").asString()).isEqualTo("key");
        assertThat(entries.path(0).path("actor").asString()).startsWith("key_");
        assertThat(entries.path(0).path("target").asString()).isEqualTo("https://93.184.216.34");
        assertThat(entries.toString()).doesNotContain("T0KEN", "hush", "whsec_");
    }

    @Test
    void people_are_invited_reset_and_removed() {
        String account = accountId(operator, "shop");
        String person =
                operator.send(
                                "POST",
                                ACCOUNTS + "/" + account + "/people",
                                Browser.json(Map.of("email", "new@example.com", "role", "member")))
                        .json()
                        .path("person")
                        .path("id")
                        .asString();
        assertThat(person).startsWith("person_");
        operator.send("DELETE", "/console/api/admin/people/" + person, "");

        JsonNode entries = operator.read(ALL + "?target=new@example.com").path("data");

        assertThat(entries.findValuesAsString("action"))
                .containsExactly("person-removed", "person-invited");
        assertThat(entries.path(1).path("after").toString()).isEqualTo("{\"role\":\"member\"}");
    }

    @Test
    void signing_in_and_out_is_recorded_and_so_is_a_failure() {
        Invitations.member(SERVER.get(), "signs@example.com", "shop");
        Browser browser = new Browser(SERVER.get());
        assertThat(browser.signIn("signs@example.com", "not the password").status()).isEqualTo(401);
        assertThat(browser.signIn("signs@example.com", Browser.PASSWORD).status()).isEqualTo(200);
        browser.send("DELETE", "/console/api/session", "");

        JsonNode entries = operator.read(ALL + "?target=signs@example.com").path("data");

        assertThat(entries.findValuesAsString("action"))
                .containsExactly(
                        "signed-out",
                        "signed-in",
                        "sign-in-failed",
                        "password-set",
                        "person-invited");
        assertThat(entries.findValuesAsString("actor_kind"))
                .containsExactly("person", "person", "stranger", "person", "server");
        assertThat(entries.toString()).doesNotContain("not the password");
    }

    @Test
    void sessions_that_end_before_their_time_are_recorded_whatever_ends_them() {
        Browser first = Invitations.member(SERVER.get(), "ends@example.com", "shop");
        Browser again = new Browser(SERVER.get());
        again.signIn("ends@example.com", Browser.PASSWORD);
        again.signIn("ends@example.com", Browser.PASSWORD); // in the same browser
        assertThat(ended("ends@example.com")).containsExactly(1);
        first.send("DELETE", "/console/api/sessions", "");
        assertThat(ended("ends@example.com")).containsExactly(1, 1);
        again.signIn("ends@example.com", Browser.PASSWORD);
        first.send(
                "PUT",
                "/console/api/password",
                Browser.json(Map.of("current", Browser.PASSWORD, "password", "another password")));
        assertThat(ended("ends@example.com")).containsExactly(2, 1, 1);
        assertThat(newest(operator, "&action=sessions-ended").path("actor").asString())
                .isEqualTo("ends@example.com");
        String person = first.read("/console/api/session").at("/person/id").asString();

        operator.send("DELETE", "/console/api/admin/people/" + person, "");

        assertThat(ended("ends@example.com")).containsExactly(1, 2, 1, 1);
        assertThat(newest(operator, "&action=sessions-ended").path("actor").asString())
                .isEqualTo("op@example.com");
    }

    /// How many sessions each entry about the person counts, newest first.
    private static List<Integer> ended(String email) {
        return operator.read(ALL + "?action=sessions-ended&target=" + email)
                .path("data")
                .valueStream()
                .map(entry -> entry.at("/after/sessions_ended").asInt())
                .toList();
    }
}
