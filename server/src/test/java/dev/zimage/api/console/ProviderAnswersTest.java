package dev.zimage.api.console;

import static dev.zimage.api.console.ProvidedConsole.ANN;
import static dev.zimage.api.console.ProvidedConsole.START;
import static dev.zimage.api.console.ProvidedConsole.person;
import static dev.zimage.api.console.ProvidedConsole.verified;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.audit.AuditAction;
import dev.zimage.audit.AuditLog;
import dev.zimage.database.Database;
import dev.zimage.people.Role;
import dev.zimage.server.TestServer.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Answers of a provider that are not what they should be, or do not come.
class ProviderAnswersTest {

    @RegisterExtension static final ProvidedConsole CONSOLE = new ProvidedConsole();

    @Test
    void a_token_with_an_empty_subject_or_issuer_is_refused(@TempDir Path folder) {
        CONSOLE.start(folder, Map.of());
        Invitations.invite(CONSOLE.server(), ANN, Role.MEMBER, "default");

        for (String claim : List.of("sub", "iss")) {
            Map<String, Object> claims = new HashMap<>(verified(ANN));
            claims.put(claim, "");
            Reply back = CONSOLE.signIn(new Browser(CONSOLE.server()), "u-1", claims);

            assertThat(back.header("Location")).as(claim).isEqualTo("/signin?problem=invalid");
        }
    }

    @Test
    void an_answer_to_another_browser_is_refused(@TempDir Path folder) {
        CONSOLE.start(folder, Map.of("oidc.account", "staff"));
        Reply start = new Browser(CONSOLE.server()).get(START);
        String back = CONSOLE.provider().signIn(start.header("Location"), "u-1", verified(ANN));

        Browser victim = new Browser(CONSOLE.server());
        assertThat(victim.get(back).header("Location")).isEqualTo("/signin?problem=invalid");
        victim.get(START);
        assertThat(victim.get(back).header("Location")).isEqualTo("/signin?problem=invalid");
        assertThat(victim.get("/console/api/session").status()).isEqualTo(401);
    }

    @Test
    void a_code_is_worth_nothing_without_the_verifier_and_a_token_without_the_nonce(
            @TempDir Path folder) {
        CONSOLE.start(folder, Map.of("oidc.account", "staff"));

        assertThat(tampered(2)).isEqualTo("/signin?problem=invalid");
        assertThat(tampered(1)).isEqualTo("/signin?problem=invalid");
    }

    /// Comes back with another part of what the browser kept.
    private String tampered(int part) {
        Browser browser = new Browser(CONSOLE.server());
        Reply start = browser.get(START);
        String back = CONSOLE.provider().signIn(start.header("Location"), "u-1", verified(ANN));
        String[] kept = browser.cookie().split("\\.");
        kept[part] = kept[part].substring(1) + (kept[part].charAt(0) == 'x' ? 'y' : 'x');
        return browser.with(String.join(".", kept), "").get(back).header("Location");
    }

    @Test
    void a_code_is_redeemed_once(@TempDir Path folder) {
        CONSOLE.start(folder, Map.of("oidc.account", "staff"));
        Browser browser = new Browser(CONSOLE.server());
        Reply start = browser.get(START);
        String cookie = browser.cookie();
        String back = CONSOLE.provider().signIn(start.header("Location"), "u-1", verified(ANN));
        assertThat(browser.get(back).header("Location")).isEqualTo("/playground");

        Reply again = browser.with(cookie, "").get(back);

        assertThat(again.header("Location")).isEqualTo("/signin?problem=invalid");
    }

    @Test
    void rotated_keys_are_fetched(@TempDir Path folder) throws IOException {
        CONSOLE.start(folder, Map.of("oidc.account", "staff"));
        CONSOLE.signIn(new Browser(CONSOLE.server()), "u-1", verified(ANN));

        CONSOLE.provider().restart();
        Browser browser = new Browser(CONSOLE.server());
        CONSOLE.signIn(browser, "u-1", verified(ANN));

        assertThat(person(browser, "email")).isEqualTo(ANN);
    }

    @Test
    void a_provider_that_does_not_answer_is_named_on_the_sign_in_page(@TempDir Path folder)
            throws IOException {
        CONSOLE.start(folder, Map.of());
        CONSOLE.provider().stop();
        try {
            assertThat(new Browser(CONSOLE.server()).get(START).header("Location"))
                    .isEqualTo("/signin?problem=unreachable");
        } finally {
            CONSOLE.provider().restart();
        }
    }

    @Test
    void answers_that_fail_are_in_the_audit_log_and_slowed_down(@TempDir Path folder) {
        CONSOLE.start(folder, Map.of());
        Browser browser = new Browser(CONSOLE.server());
        for (int i = 0; i < 20; i++) {
            String state = browser.get(START).header("Location").replaceFirst(".*[?&]state=", "");
            String guess =
                    "/console/api/oidc/callback?code=y&state=" + state.replaceFirst("&.*", "");
            assertThat(browser.get(guess).header("Location")).isEqualTo("/signin?problem=invalid");
        }

        Reply refused = CONSOLE.signIn(browser, "u-1", verified("eve@example.com"));

        assertThat(refused.header("Location")).isEqualTo("/signin?wait=10");
        assertThat(failures()).hasSize(20).containsOnly("provider: invalid");
    }

    @Test
    void a_page_of_another_site_uses_up_no_attempts(@TempDir Path folder) {
        CONSOLE.start(folder, Map.of());
        for (int i = 0; i < 25; i++) {
            new Browser(CONSOLE.server())
                    .send("GET", "/console/api/oidc/callback", "", "Sec-Fetch-Dest", "image");
            new Browser(CONSOLE.server()).get("/console/api/oidc/callback?state=x&code=y");
        }

        Reply answer =
                CONSOLE.signIn(new Browser(CONSOLE.server()), "u-1", verified("eve@example.com"));

        assertThat(answer.header("Location")).isEqualTo("/signin?problem=uninvited");
        assertThat(failures()).containsExactly("provider: uninvited");
    }

    private List<Object> failures() {
        try (Database database = CONSOLE.server().openDatabase()) {
            AuditLog.Filter failed =
                    new AuditLog.Filter(null, "", AuditAction.SIGN_IN_FAILED, "", null);
            return AuditLog.open(database).entries(failed, null, 100).stream()
                    .map(entry -> entry.change().after().values().get("reason"))
                    .toList();
        }
    }

    @Test
    void nobody_is_sent_to_another_host_afterwards(@TempDir Path folder) {
        CONSOLE.start(folder, Map.of("oidc.account", "staff"));
        Browser browser = new Browser(CONSOLE.server());
        Reply start = browser.get(START + "?next=//evil.example/x");

        Reply back =
                browser.get(
                        CONSOLE.provider().signIn(start.header("Location"), "u-1", verified(ANN)));

        assertThat(back.header("Location")).isEqualTo("/playground");
    }
}
