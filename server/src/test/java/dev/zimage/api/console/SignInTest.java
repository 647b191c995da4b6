package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.people.Role;
import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.SettableClock;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Sessions of the console: their cookies, and when they end.
@OnEveryDatabase
class SignInTest {

    private static final String ANN = "ann@example.com";
    private static final String SESSION = "/console/api/session";

    @AutoClose private final ConsoleServer console = new ConsoleServer(ConsoleServer.BEHIND_PROXY);

    private final SettableClock clock = console.clock();
    private final TestServer server = console.server();

    @Test
    void no_script_and_no_other_site_gets_at_the_cookie() {
        Invitations.member(server, ANN, "default");

        Reply plain = new Browser(server).signIn(ANN, Browser.PASSWORD);
        assertThat(plain.header("Set-Cookie"))
                .matches(
                        "zimage_session=[A-Za-z0-9_-]{43}; Max-Age=2592000; Path=/; HttpOnly;"
                                + " SameSite=Lax");
        assertThat(plain.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void behind_https_the_cookie_goes_nowhere_else() {
        Browser ann = Invitations.member(server, ANN, "default");
        String token = ann.cookie().substring(ann.cookie().indexOf('=') + 1);
        String[] https = {"X-Forwarded-Proto", "https"};

        Reply secure =
                new Browser(server)
                        .send(
                                "POST",
                                SESSION,
                                Browser.json(Map.of("email", ANN, "password", Browser.PASSWORD)),
                                https);

        assertThat(secure.header("Set-Cookie"))
                .startsWith("__Host-zimage_session=")
                .endsWith("; Secure");
        assertThat(ann.send("GET", SESSION, "", https).errorCode()).isEqualTo(10005);
        assertThat(
                        ann.with("__Host-zimage_session=" + token, "")
                                .send("GET", SESSION, "", https)
                                .status())
                .isEqualTo(200);
    }

    @Test
    void a_cookie_of_another_name_cannot_bring_a_session_along() {
        Browser eve = Invitations.member(server, "eve@example.com", "default");
        String token = eve.cookie().substring(eve.cookie().indexOf('=') + 1);
        String set = "theme=dark,__Host-zimage_session=" + token;

        Reply refused =
                eve.with(set, eve.csrfToken())
                        .send("GET", SESSION, "", "X-Forwarded-Proto", "https");

        assertThat(refused.errorCode()).isEqualTo(10005);
    }

    @Test
    void a_session_outlives_a_restart_and_ends_at_sign_out() {
        Browser ann = Invitations.member(server, ANN, "default");
        Browser copy = ann.with(ann.cookie(), ann.csrfToken());
        server.stop();
        server.start();
        assertThat(ann.get(SESSION).status()).isEqualTo(200);

        Reply out = ann.send("DELETE", SESSION, "");

        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Set-Cookie")).startsWith("zimage_session=; Max-Age=0;");
        assertThat(copy.get(SESSION).errorCode()).isEqualTo(10005);
    }

    @Test
    void whoever_comes_in_anew_ends_the_session_that_the_browser_had() {
        Browser ann = Invitations.member(server, ANN, "default");
        Browser before = ann.with(ann.cookie(), ann.csrfToken());
        String token = Invitations.invite(server, "bob@example.com", Role.MEMBER, "default");

        Reply bob =
                ann.send(
                        "POST",
                        "/console/api/setup",
                        Browser.json(
                                Map.of(
                                        "token",
                                        token,
                                        "email",
                                        "bob@example.com",
                                        "password",
                                        Browser.PASSWORD)));

        assertThat(bob.status()).isEqualTo(200);
        assertThat(before.get(SESSION).errorCode()).isEqualTo(10005);
    }

    @Test
    void a_session_ends_after_a_week_of_silence_and_after_thirty_days_of_use() {
        Browser silent = Invitations.member(server, ANN, "default");
        Browser busy = Invitations.member(server, "bob@example.com", "default");
        for (int day = 0; day < 29; day++) {
            clock.advance(Duration.ofDays(1));
            assertThat(busy.get(SESSION).status()).isEqualTo(200);
        }
        assertThat(silent.get(SESSION).errorCode()).isEqualTo(10005);

        clock.advance(Duration.ofDays(1));

        Reply ended = busy.get(SESSION);
        assertThat(ended.errorCode()).isEqualTo(10005);
        assertThat(ended.header("Set-Cookie")).contains("Max-Age=0");
    }

    @Test
    void a_change_of_the_password_ends_the_other_sessions() {
        Browser ann = Invitations.member(server, ANN, "default");
        Browser elsewhere = new Browser(server);
        elsewhere.signIn(ANN, Browser.PASSWORD);
        Browser stolen = ann.with(ann.cookie(), ann.csrfToken());

        Reply wrong = change(ann, "a wrong password");
        Reply changed = change(ann, Browser.PASSWORD);

        assertThat(wrong.status()).isEqualTo(403);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(ann.get(SESSION).status()).isEqualTo(200);
        assertThat(elsewhere.get(SESSION).errorCode()).isEqualTo(10005);
        assertThat(stolen.get(SESSION).errorCode()).isEqualTo(10005);
        assertThat(new Browser(server).signIn(ANN, Browser.PASSWORD).status()).isEqualTo(401);
        assertThat(new Browser(server).signIn(ANN, "a brand new one").status()).isEqualTo(200);
    }

    private static Reply change(Browser browser, String current) {
        return browser.send(
                "PUT",
                "/console/api/password",
                Browser.json(Map.of("current", current, "password", "a brand new one")));
    }

    @Test
    void the_log_of_sign_ins_is_the_own_and_tells_from_where() {
        Browser ann = Invitations.member(server, ANN, "default");
        Invitations.member(server, "bob@example.com", "default");
        new Browser(server).signIn(ANN, "a wrong password");
        new Browser(server)
                .send(
                        "POST",
                        SESSION,
                        Browser.json(Map.of("email", ANN, "password", Browser.PASSWORD)),
                        "X-Forwarded-For",
                        "203.0.113.7",
                        "User-Agent",
                        "Firefox");

        JsonNode log = ann.read("/console/api/sign-ins").path("data");

        assertThat(log.valueStream().map(line -> line.path("outcome").asString()))
                .containsExactly("signed-in", "wrong", "password-set");
        assertThat(log.path(0).path("address").asString()).isEqualTo("203.0.113.7");
        assertThat(log.path(0).path("user_agent").asString()).isEqualTo("Firefox");
    }
}
