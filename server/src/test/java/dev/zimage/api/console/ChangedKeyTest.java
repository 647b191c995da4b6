package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What the console can change of a key that there is, as `zimage keys set` can.
@SuppressWarnings("NullAway.Init") // the fields are set before the first test
class ChangedKeyTest {

    @RegisterExtension static final SharedServer SERVER = SharedServer.atNoon();

    private static final String KEYS = "/console/api/keys";
    private static final long NEXT_YEAR = 60L * 60 * 24 * 365;

    private static Browser owner;

    @BeforeAll
    static void signIn() {
        owner = Invitations.member(SERVER.get(), "owner@example.com", "changers");
    }

    private static String created(String mode) {
        return owner.send("POST", KEYS, Browser.json(Map.of("name", "shop", "mode", mode)))
                .json()
                .path("id")
                .asString();
    }

    private static Reply change(String key, String body) {
        return owner.send("PATCH", KEYS + "/" + key, body);
    }

    @Test
    void rights_expiry_and_budgets_change_and_what_is_left_out_stays() {
        String key = created("live");
        long end = SERVER.get().clock().instant().getEpochSecond() + NEXT_YEAR;

        change(
                key,
                Browser.json(
                        Map.of(
                                "scopes",
                                List.of("read"),
                                "expires_at",
                                end,
                                "budget_day",
                                40,
                                "budget_total",
                                400)));
        JsonNode changed = change(key, "{\"budget_day\":null,\"budget_total\":500}").json();

        assertThat(changed.path("scopes").toString()).isEqualTo("[\"read\"]");
        assertThat(changed.path("expires_at").asLong()).isEqualTo(end);
        assertThat(changed.path("budget_day").isNull()).isTrue();
        assertThat(changed.path("budget_total").asLong()).isEqualTo(500);
        assertThat(change(key, "{\"expires_at\":null}").json().path("expires_at").isNull())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"scopes\":[\"all\"]}",
                "{\"scopes\":null}",
                "{\"budget_day\":-1}",
                "{\"expires_at\":5}",
                "{\"name\":\"other\"}"
            })
    void what_is_wrong_is_refused_and_changes_nothing(String body) {
        String key = created("live");
        String before = owner.read(KEYS).toString();
        assertThat(change(key, body).status()).isEqualTo(400);
        assertThat(owner.read(KEYS).toString()).isEqualTo(before);
    }

    @Test
    void a_test_key_gets_no_budget_and_a_revoked_one_is_left_alone() {
        String test = created("test");
        assertThat(change(test, "{\"budget_day\":5}").status()).isEqualTo(400);
        assertThat(change(test, "{\"scopes\":[\"generate\"]}").status()).isEqualTo(200);
        owner.send("DELETE", KEYS + "/" + test, "");
        assertThat(change(test, "{\"scopes\":[\"read\"]}").status()).isEqualTo(409);
    }

    @Test
    void keys_of_others_are_out_of_reach() {
        String key = created("live");
        Browser other = Invitations.member(SERVER.get(), "other@example.com", "others");
        assertThat(other.send("PATCH", KEYS + "/" + key, "{\"budget_day\":5}").status())
                .isEqualTo(404);
    }
}
