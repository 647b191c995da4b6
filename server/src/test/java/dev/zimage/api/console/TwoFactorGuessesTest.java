package dev.zimage.api.console;

import static dev.zimage.api.console.TwoFactorConsole.ANN;
import static dev.zimage.api.console.TwoFactorConsole.PATH;
import static dev.zimage.api.console.TwoFactorConsole.STEP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.people.Role;
import dev.zimage.server.TestServer.Reply;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Guesses at two-factor codes.
@SuppressWarnings("NullAway.Init") // made by each test
class TwoFactorGuessesTest {

    @AutoClose private TwoFactorConsole console;

    @Test
    void a_wrong_password_does_not_tell_that_a_code_is_asked_for() {
        console = TwoFactorConsole.withCodes();

        assertThat(new Browser(console.server()).signIn(ANN, "not my password").errorMessage())
                .isEqualTo("E-mail or password is wrong");
    }

    @Test
    void guesses_at_the_code_are_slowed_down_and_the_password_alone_forgives_none() {
        console = TwoFactorConsole.withCodes();
        for (int i = 0; i < 5; i++) {
            assertThat(console.signIn("00000" + i).status()).isEqualTo(401);
            if (i < 4) {
                assertThat(console.signIn("").status()).isEqualTo(200);
            }
        }

        Reply refused = console.signIn(console.app().code());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("10");
    }

    @Test
    void guesses_at_the_code_that_sets_it_up_count_like_wrong_passwords() {
        console = new TwoFactorConsole(Role.OWNER, Map.of());
        console.enrol();
        for (int i = 0; i < 4; i++) {
            assertThat(console.confirm("00000" + i).errorCode()).isEqualTo(20003);
        }
        assertThat(new Browser(console.server()).signIn(ANN, "not my password").status())
                .isEqualTo(401);

        Reply refused = console.confirm(console.app().code());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("10");
        assertThat(new Browser(console.server()).signIn(ANN, Browser.PASSWORD).status())
                .isEqualTo(429);

        console.clock().advance(Duration.ofSeconds(10));
        assertThat(console.confirm(console.app().code()).status()).isEqualTo(200);
        console.clock().advance(STEP);
        for (int i = 0; i < 4; i++) {
            assertThat(console.signIn("00000" + i).status()).isEqualTo(401);
        }
        assertThat(console.signIn(console.app().code()).status()).isEqualTo(200);
    }

    @Test
    void a_wrong_code_that_sets_it_up_is_in_the_audit_log() {
        console = new TwoFactorConsole(Role.OWNER, Map.of());
        console.withPassword(PATH);

        console.confirm("000000");

        JsonNode entry =
                console.ann()
                        .read("/console/api/audit?action=two-factor-failed")
                        .path("data")
                        .path(0);
        assertThat(entry.path("actor").asString()).isEqualTo(ANN);
        assertThat(entry.path("target").asString()).isEqualTo(ANN);
        assertThat(entry.path("address").asString()).isEqualTo("127.0.0.1");
    }
}
