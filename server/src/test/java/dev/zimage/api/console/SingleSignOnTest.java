package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.audit.AuditAction;
import dev.zimage.audit.AuditLog;
import dev.zimage.database.Database;
import dev.zimage.oidc.ProviderProcess;
import dev.zimage.people.Role;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import dev.zimage.store.TwoProcesses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// People sign in at a real provider.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // each test starts its server
class SingleSignOnTest {

    private static final String START = "/console/api/oidc/start";
    private static final String ANN = "ann@example.com";

    @TempDir static Path provided;

    private ProviderProcess provider;
    private TestServer server;

    @BeforeAll
    void startProvider() throws IOException {
        provider = new ProviderProcess(provided);
    }

    @AfterAll
    void stopProvider() {
        provider.close();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void start(Path folder, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(provider.settings());
        settings.putAll(more);
        server = TestServer.start(folder, settings);
    }

    private static Map<String, Object> verified(String email) {
        return Map.of("email", email, "email_verified", true);
    }

    private Reply signIn(Browser browser, String username, Map<String, ?> claims) {
        Reply start = browser.get(START + "?next=/usage");
        return browser.get(provider.signIn(start.header("Location"), username, claims));
    }

    private static String person(Browser browser, String field) {
        return browser.read("/console/api/session").path("person").path(field).asString();
    }

    @Test
    void an_invited_person_signs_in_at_the_provider_and_lands_where_they_wanted(
            @TempDir Path folder) {
        start(folder, Map.of());
        Invitations.invite(server, ANN, Role.VIEWER, "design");
        Browser browser = new Browser(server);
        assertThat(browser.read("/console/api/sign-in-methods").path("provider").asString())
                .isEqualTo("Acme");

        Reply back = signIn(browser, "u-1", verified("Ann@Example.com"));

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
        start(folder, Map.of());

        Reply start = new Browser(server).get(START);

        assertThat(start.status()).isEqualTo(302);
        assertThat(start.header("Location"))
                .startsWith(provider.issuer() + "/authorize?")
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
        start(folder, Map.of());
        Invitations.invite(server, ANN, Role.MEMBER, "default");
        signIn(new Browser(server), "u-1", verified(ANN));

        Browser later = new Browser(server);
        signIn(later, "u-1", verified("ann.lee@example.com"));
        Reply other = signIn(new Browser(server), "u-2", verified(ANN));

        assertThat(person(later, "email")).isEqualTo(ANN);
        assertThat(other.header("Location")).isEqualTo("/signin?problem=uninvited");
    }

    @Test
    void a_token_with_an_empty_subject_or_issuer_is_refused(@TempDir Path folder) {
        start(folder, Map.of());
        Invitations.invite(server, ANN, Role.MEMBER, "default");

        for (String claim : List.of("sub", "iss")) {
            Map<String, Object> claims = new HashMap<>(verified(ANN));
            claims.put(claim, "");
            Reply back = signIn(new Browser(server), "u-1", claims);

            assertThat(back.header("Location")).as(claim).isEqualTo("/signin?problem=invalid");
        }
    }

    @Test
    void whoever_chose_a_password_for_an_address_before_its_owner_is_out(@TempDir Path folder) {
        start(folder, Map.of("oidc.role_claim", "groups", "oidc.roles", "admins=operator"));
        Browser first = Invitations.member(server, ANN, "design");
        assertThat(person(first, "email")).isEqualTo(ANN);

        Browser owner = new Browser(server);
        signIn(owner, "u-1", with(ANN, "admins"));

        assertThat(person(owner, "role")).isEqualTo("operator");
        assertThat(first.get("/console/api/session").status()).isEqualTo(401);
        assertThat(new Browser(server).signIn(ANN, Browser.PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void an_operator_whom_the_provider_no_longer_calls_one_is_an_owner_at_most(
            @TempDir Path folder) {
        start(
                folder,
                Map.of(
                        "oidc.account", "staff",
                        "oidc.role_claim", "groups",
                        "oidc.roles", "admins=operator, all=viewer"));
        Browser browser = new Browser(server);
        signIn(browser, "u-1", with(ANN, "admins"));
        assertThat(person(browser, "role")).isEqualTo("operator");

        signIn(browser, "u-1", with(ANN, "all"));

        assertThat(person(browser, "role")).isEqualTo("owner");
    }

    @Test
    void unknown_and_unverified_addresses_stay_outside(@TempDir Path folder) {
        start(folder, Map.of("oidc.domains", "example.com"));
        Invitations.invite(server, ANN, Role.MEMBER, "default");
        Invitations.invite(server, "ann@elsewhere.example", Role.MEMBER, "default");
        Browser browser = new Browser(server);

        assertThat(signIn(browser, "u-1", verified("eve@example.com")).header("Location"))
                .isEqualTo("/signin?problem=uninvited");
        assertThat(signIn(browser, "u-1", Map.of("email", ANN)).header("Location"))
                .isEqualTo("/signin?problem=address");
        assertThat(
                        signIn(browser, "u-1", Map.of("email", ANN, "email_verified", false))
                                .header("Location"))
                .isEqualTo("/signin?problem=address");
        assertThat(signIn(browser, "u-1", verified("ann@elsewhere.example")).header("Location"))
                .isEqualTo("/signin?problem=address");
        assertThat(browser.get("/console/api/session").status()).isEqualTo(401);
    }

    @Test
    void unknown_people_are_added_to_the_account_that_is_set(@TempDir Path folder) {
        start(folder, Map.of("oidc.account", "staff"));
        Browser browser = new Browser(server);

        signIn(browser, "u-1", verified("new@example.com"));

        JsonNode session = browser.read("/console/api/session");
        assertThat(session.path("account").path("name").asString()).isEqualTo("staff");
        assertThat(session.path("person").path("role").asString()).isEqualTo("member");
        try (Database database = server.openDatabase()) {
            assertThat(AuditLog.open(database).entries(AuditLog.Filter.NONE, null, 10))
                    .extracting(entry -> entry.change().action())
                    .contains(AuditAction.PERSON_INVITED, AuditAction.SIGNED_IN);
        }
    }

    @Test
    void the_claim_gives_the_role_at_each_sign_in(@TempDir Path folder) {
        start(
                folder,
                Map.of(
                        "oidc.account", "staff",
                        "oidc.role_claim", "groups",
                        "oidc.roles", "admins=operator, leads=owner, all=viewer"));
        Browser browser = new Browser(server);
        signIn(browser, "u-1", with(ANN, "all", "leads"));
        signIn(new Browser(server), "u-2", with("bob@example.com", "leads"));
        assertThat(person(browser, "role")).isEqualTo("owner");

        signIn(browser, "u-1", with(ANN, "all"));
        assertThat(person(browser, "role")).isEqualTo("viewer");

        Reply nothing = signIn(new Browser(server), "u-1", with(ANN, "visitors"));
        assertThat(nothing.header("Location")).isEqualTo("/signin?problem=role");
    }

    private static Map<String, Object> with(String email, String... groups) {
        Map<String, Object> claims = new HashMap<>(verified(email));
        claims.put("groups", List.of(groups));
        return claims;
    }

    @Test
    void an_answer_to_another_browser_is_refused(@TempDir Path folder) {
        start(folder, Map.of("oidc.account", "staff"));
        Reply start = new Browser(server).get(START);
        String back = provider.signIn(start.header("Location"), "u-1", verified(ANN));

        Browser victim = new Browser(server);
        assertThat(victim.get(back).header("Location")).isEqualTo("/signin?problem=invalid");
        victim.get(START);
        assertThat(victim.get(back).header("Location")).isEqualTo("/signin?problem=invalid");
        assertThat(victim.get("/console/api/session").status()).isEqualTo(401);
    }

    @Test
    void a_code_is_worth_nothing_without_the_verifier_and_a_token_without_the_nonce(
            @TempDir Path folder) {
        start(folder, Map.of("oidc.account", "staff"));

        assertThat(tampered(2)).isEqualTo("/signin?problem=invalid");
        assertThat(tampered(1)).isEqualTo("/signin?problem=invalid");
    }

    /// Comes back with another part of what the browser kept.
    private String tampered(int part) {
        Browser browser = new Browser(server);
        Reply start = browser.get(START);
        String back = provider.signIn(start.header("Location"), "u-1", verified(ANN));
        String[] kept = browser.cookie().split("\\.");
        kept[part] = kept[part].substring(1) + (kept[part].charAt(0) == 'x' ? 'y' : 'x');
        return browser.with(String.join(".", kept), "").get(back).header("Location");
    }

    @Test
    void a_code_is_redeemed_once(@TempDir Path folder) {
        start(folder, Map.of("oidc.account", "staff"));
        Browser browser = new Browser(server);
        Reply start = browser.get(START);
        String cookie = browser.cookie();
        String back = provider.signIn(start.header("Location"), "u-1", verified(ANN));
        assertThat(browser.get(back).header("Location")).isEqualTo("/playground");

        Reply again = browser.with(cookie, "").get(back);

        assertThat(again.header("Location")).isEqualTo("/signin?problem=invalid");
    }

    @Test
    void rotated_keys_are_fetched(@TempDir Path folder) throws IOException {
        start(folder, Map.of("oidc.account", "staff"));
        signIn(new Browser(server), "u-1", verified(ANN));

        provider.restart();
        Browser browser = new Browser(server);
        signIn(browser, "u-1", verified(ANN));

        assertThat(person(browser, "email")).isEqualTo(ANN);
    }

    @Test
    void a_provider_that_does_not_answer_is_named_on_the_sign_in_page(@TempDir Path folder)
            throws IOException {
        start(folder, Map.of());
        provider.stop();
        try {
            assertThat(new Browser(server).get(START).header("Location"))
                    .isEqualTo("/signin?problem=unreachable");
        } finally {
            provider.restart();
        }
    }

    @Test
    void answers_that_fail_are_in_the_audit_log_and_slowed_down(@TempDir Path folder) {
        start(folder, Map.of());
        Browser browser = new Browser(server);
        for (int i = 0; i < 20; i++) {
            String state = browser.get(START).header("Location").replaceFirst(".*[?&]state=", "");
            String guess =
                    "/console/api/oidc/callback?code=y&state=" + state.replaceFirst("&.*", "");
            assertThat(browser.get(guess).header("Location")).isEqualTo("/signin?problem=invalid");
        }

        Reply refused = signIn(browser, "u-1", verified("eve@example.com"));

        assertThat(refused.header("Location")).isEqualTo("/signin?wait=10");
        assertThat(failures()).hasSize(20).containsOnly("provider: invalid");
    }

    @Test
    void a_page_of_another_site_uses_up_no_attempts(@TempDir Path folder) {
        start(folder, Map.of());
        for (int i = 0; i < 25; i++) {
            new Browser(server)
                    .send("GET", "/console/api/oidc/callback", "", "Sec-Fetch-Dest", "image");
            new Browser(server).get("/console/api/oidc/callback?state=x&code=y");
        }

        Reply answer = signIn(new Browser(server), "u-1", verified("eve@example.com"));

        assertThat(answer.header("Location")).isEqualTo("/signin?problem=uninvited");
        assertThat(failures()).containsExactly("provider: uninvited");
    }

    private List<Object> failures() {
        try (Database database = server.openDatabase()) {
            AuditLog.Filter failed =
                    new AuditLog.Filter(null, "", AuditAction.SIGN_IN_FAILED, "", null);
            return AuditLog.open(database).entries(failed, null, 100).stream()
                    .map(entry -> entry.change().after().values().get("reason"))
                    .toList();
        }
    }

    @Test
    void two_answers_for_a_new_person_at_once_both_open_a_session(@TempDir Path folder)
            throws Exception {
        start(folder, Map.of("oidc.account", "staff"));
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
        Browser browser = new Browser(server);
        String back = provider.signIn(browser.get(START).header("Location"), user, claims);
        return () -> browser.get(back);
    }

    @Test
    void nobody_is_sent_to_another_host_afterwards(@TempDir Path folder) {
        start(folder, Map.of("oidc.account", "staff"));
        Browser browser = new Browser(server);
        Reply start = browser.get(START + "?next=//evil.example/x");

        Reply back = browser.get(provider.signIn(start.header("Location"), "u-1", verified(ANN)));

        assertThat(back.header("Location")).isEqualTo("/playground");
    }

    @Test
    void without_a_provider_there_is_no_way_there(@TempDir Path folder) {
        server = TestServer.start(folder);
        Browser browser = new Browser(server);

        assertThat(browser.get(START).status()).isEqualTo(404);
        assertThat(browser.read("/console/api/sign-in-methods").path("provider").isNull()).isTrue();
    }
}
