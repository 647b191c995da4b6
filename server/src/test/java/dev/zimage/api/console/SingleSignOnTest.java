package dev.zimage.api.console;

import static dev.zimage.api.console.ProvidedConsole.ANN;
import static dev.zimage.api.console.ProvidedConsole.START;
import static dev.zimage.api.console.ProvidedConsole.person;
import static dev.zimage.api.console.ProvidedConsole.verified;
import static dev.zimage.api.console.ProvidedConsole.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.audit.AuditAction;
import dev.zimage.audit.AuditLog;
import dev.zimage.database.Database;
import dev.zimage.people.Role;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import dev.zimage.store.TwoProcesses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// People sign in at a real provider: who comes in, and as what.
class SingleSignOnTest {

    @RegisterExtension static final ProvidedConsole CONSOLE = new ProvidedConsole();

    @Test
    void an_invited_person_signs_in_at_the_provider_and_lands_where_they_wanted(
            @TempDir Path folder) {
        CONSOLE.start(folder, Map.of());
        Invitations.invite(CONSOLE.server(), ANN, Role.VIEWER, "design");
        Browser browser = new Browser(CONSOLE.server());
        assertThat(browser.read("/console/api/sign-in-methods").path("provider").asString())
                .isEqualTo("Acme");

        Reply back = CONSOLE.signIn(browser, "u-1", verified("Ann@Example.com"));

        assertThat(back.header("Location")).isEqualTo("/usage");
        JsonNode session = browser.read("/console/api/session");
        assertThat(session.path("person").path("email").asString()).isEqualTo(ANN);
        assertThat(session.path("person").path("role").asString()).isEqualTo("viewer");
        assertThat(session.path("account").path("name").asString()).isEqualTo("design");
        assertThat(browser.read("/console/api/sign-ins").path("data").toString())
                .contains("\"provider\"");
    }

    @Test
    void the_provider_is_asked_with_pkce_state_and_nonce(@TempDir Path folder) {
        CONSOLE.start(folder, Map.of());

        Reply start = new Browser(CONSOLE.server()).get(START);

        assertThat(start.status()).isEqualTo(302);
        assertThat(start.header("Location"))
                .startsWith(CONSOLE.provider().issuer() + "/authorize?")
                .contains("response_type=code")
                .contains("client_id=zimage")
                .contains("code_challenge_method=S256")
                .contains("code_challenge=")
                .contains("state=")
                .contains("nonce=");
        assertThat(start.header("Set-Cookie"))
                .startsWith("zimage_oidc=")
                .contains("HttpOnly")
                .contains("SameSite=Lax")
                .contains("Max-Age=600");
    }

    @Test
    void a_person_is_known_by_the_id_of_the_provider_when_the_address_changes(
            @TempDir Path folder) {
        CONSOLE.start(folder, Map.of());
        Invitations.invite(CONSOLE.server(), ANN, Role.MEMBER, "default");
        CONSOLE.signIn(new Browser(CONSOLE.server()), "u-1", verified(ANN));

        Browser later = new Browser(CONSOLE.server());
        CONSOLE.signIn(later, "u-1", verified("ann.lee@example.com"));
        Reply other = CONSOLE.signIn(new Browser(CONSOLE.server()), "u-2", verified(ANN));

        assertThat(person(later, "email")).isEqualTo(ANN);
        assertThat(other.header("Location")).isEqualTo("/signin?problem=uninvited");
    }

    @Test
    void whoever_chose_a_password_for_an_address_before_its_owner_is_out(@TempDir Path folder) {
        CONSOLE.start(folder, Map.of("oidc.role_claim", "groups", "oidc.roles", "admins=operator"));
        Browser first = Invitations.member(CONSOLE.server(), ANN, "design");
        assertThat(person(first, "email")).isEqualTo(ANN);

        Browser owner = new Browser(CONSOLE.server());
        CONSOLE.signIn(owner, "u-1", with(ANN, "admins"));

        assertThat(person(owner, "role")).isEqualTo("operator");
        assertThat(first.get("/console/api/session").status()).isEqualTo(401);
        assertThat(new Browser(CONSOLE.server()).signIn(ANN, Browser.PASSWORD).status())
                .isEqualTo(401);
    }

    @Test
    void an_operator_whom_the_provider_no_longer_calls_one_is_an_owner_at_most(
            @TempDir Path folder) {
        CONSOLE.start(
                folder,
                Map.of(
                        "oidc.account", "staff",
                        "oidc.role_claim", "groups",
                        "oidc.roles", "admins=operator, all=viewer"));
        Browser browser = new Browser(CONSOLE.server());
        CONSOLE.signIn(browser, "u-1", with(ANN, "admins"));
        assertThat(person(browser, "role")).isEqualTo("operator");

        CONSOLE.signIn(browser, "u-1", with(ANN, "all"));

        assertThat(person(browser, "role")).isEqualTo("owner");
    }

    @Test
    void unknown_and_unverified_addresses_stay_outside(@TempDir Path folder) {
        CONSOLE.start(folder, Map.of("oidc.domains", "example.com"));
        Invitations.invite(CONSOLE.server(), ANN, Role.MEMBER, "default");
        Invitations.invite(CONSOLE.server(), "ann@elsewhere.example", Role.MEMBER, "default");
        Browser browser = new Browser(CONSOLE.server());

        assertThat(CONSOLE.signIn(browser, "u-1", verified("eve@example.com")).header("Location"))
                .isEqualTo("/signin?problem=uninvited");
        assertThat(CONSOLE.signIn(browser, "u-1", Map.of("email", ANN)).header("Location"))
                .isEqualTo("/signin?problem=address");
        assertThat(
                        CONSOLE.signIn(
                                        browser,
                                        "u-1",
                                        Map.of("email", ANN, "email_verified", false))
                                .header("Location"))
                .isEqualTo("/signin?problem=address");
        assertThat(
                        CONSOLE.signIn(browser, "u-1", verified("ann@elsewhere.example"))
                                .header("Location"))
                .isEqualTo("/signin?problem=address");
        assertThat(browser.get("/console/api/session").status()).isEqualTo(401);
    }

    @Test
    void unknown_people_are_added_to_the_account_that_is_set(@TempDir Path folder) {
        CONSOLE.start(folder, Map.of("oidc.account", "staff"));
        Browser browser = new Browser(CONSOLE.server());

        CONSOLE.signIn(browser, "u-1", verified("new@example.com"));

        JsonNode session = browser.read("/console/api/session");
        assertThat(session.path("account").path("name").asString()).isEqualTo("staff");
        assertThat(session.path("person").path("role").asString()).isEqualTo("member");
        try (Database database = CONSOLE.server().openDatabase()) {
            assertThat(AuditLog.open(database).entries(AuditLog.Filter.NONE, null, 10))
                    .extracting(entry -> entry.change().action())
                    .contains(AuditAction.PERSON_INVITED, AuditAction.SIGNED_IN);
        }
    }

    @Test
    void the_claim_gives_the_role_at_each_sign_in(@TempDir Path folder) {
        CONSOLE.start(
                folder,
                Map.of(
                        "oidc.account", "staff",
                        "oidc.role_claim", "groups",
                        "oidc.roles", "admins=operator, leads=owner, all=viewer"));
        Browser browser = new Browser(CONSOLE.server());
        CONSOLE.signIn(browser, "u-1", with(ANN, "all", "leads"));
        CONSOLE.signIn(new Browser(CONSOLE.server()), "u-2", with("bob@example.com", "leads"));
        assertThat(person(browser, "role")).isEqualTo("owner");

        CONSOLE.signIn(browser, "u-1", with(ANN, "all"));
        assertThat(person(browser, "role")).isEqualTo("viewer");

        Reply nothing = CONSOLE.signIn(new Browser(CONSOLE.server()), "u-1", with(ANN, "visitors"));
        assertThat(nothing.header("Location")).isEqualTo("/signin?problem=role");
    }

    @Test
    void two_answers_for_a_new_person_at_once_both_open_a_session(@TempDir Path folder)
            throws Exception {
        CONSOLE.start(folder, Map.of("oidc.account", "staff"));
        try (TwoProcesses both = new TwoProcesses()) {
            for (int round = 0; round < 10; round++) {
                String user = "u-" + round;
                List<Map<String, Object>> claims =
                        List.of(
                                verified("one" + round + "@example.com"),
                                verified("other" + round + "@example.com"));
                Callable<Reply> one = coming(user, claims.getFirst());
                // The address may change at the provider between the two.
                Callable<Reply> other = coming(user, claims.get(round % 2));

                assertThat(both.together(one, other))
                        .extracting(reply -> reply.header("Location"))
                        .containsOnly("/playground");
            }
        }
    }

    /// Somebody whom the provider has sent back already.
    private Callable<Reply> coming(String user, Map<String, Object> claims) {
        Browser browser = new Browser(CONSOLE.server());
        String back =
                CONSOLE.provider().signIn(browser.get(START).header("Location"), user, claims);
        return () -> browser.get(back);
    }

    @Test
    void without_a_provider_there_is_no_way_there(@TempDir Path folder) {
        try (TestServer server = TestServer.start(folder)) {
            Browser browser = new Browser(server);

            assertThat(browser.get(START).status()).isEqualTo(404);
            assertThat(browser.read("/console/api/sign-in-methods").path("provider").isNull())
                    .isTrue();
        }
    }
}
