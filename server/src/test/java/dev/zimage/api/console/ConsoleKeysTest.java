package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Keys in the console's API.
@SuppressWarnings("NullAway.Init") // the fields are set before the first test
class ConsoleKeysTest {

    @RegisterExtension static final SharedServer SERVER = SharedServer.atNoon();

    private static final String ORDER = "/api/v1/images/generations";

    private static Browser member;
    private static Browser outsider;

    @BeforeAll
    static void signIn() {
        member = Invitations.member(SERVER.get(), "member@example.com", "default");
        outsider = Invitations.member(SERVER.get(), "outsider@example.com", "other");
    }

    @Test
    void a_key_is_shown_once_works_and_is_revoked_by_its_own_account_only() {
        JsonNode made =
                outsider.post("/console/api/keys", Map.of("name", "shop", "mode", "live")).json();
        String id = made.path("id").asString();
        String[] bearer = {"Authorization", "Bearer " + made.path("key").asString()};
        assertThat(new Browser(SERVER.get()).send("GET", "/api/v1/balance", "", bearer).status())
                .isEqualTo(200);
        assertThat(outsider.read("/console/api/keys").toString())
                .contains("\"name\":\"shop\"", "\"scopes\":[\"generate\",\"read\"]")
                .doesNotContain(made.path("key").asString(), "console");

        assertThat(member.send("DELETE", "/console/api/keys/" + id, "").errorCode())
                .isEqualTo(40402);
        JsonNode revoked = outsider.send("DELETE", "/console/api/keys/" + id, "").json();

        assertThat(revoked.path("revoked_at").isNull()).isFalse();
    }

    @Test
    void a_key_without_a_budget_shows_what_it_spent_less_what_was_given_back() {
        JsonNode made =
                member.post("/console/api/keys", Map.of("name", "plain", "mode", "live")).json();
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
                member.post(
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
                "{\"name\":\"a\",\"mode\":\"live\",\"scopes\":[\"all\"]} | scopes must contain"
                        + " generate",
                "{\"name\":\"a\",\"mode\":\"live\",\"scopes\":\"read\"} | scopes must be an array",
                "{\"name\":\"a\",\"mode\":\"live\",\"budget_day\":-1} | budget_day must be between",
                "{\"name\":\"a\",\"mode\":\"live\",\"nam\":1} | Unknown parameter: \"nam\""
            })
    void a_wrong_key_is_refused_with_the_name_of_the_member(String body, String message) {
        assertThat(member.send("POST", "/console/api/keys", body).errorMessage())
                .startsWith(message);
    }
}
