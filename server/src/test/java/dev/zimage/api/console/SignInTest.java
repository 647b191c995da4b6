package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import dev.zimage.people.Role;
import dev.zimage.server.SettableClock;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SignInTest {

    private static final String ANN = "ann@example.com";

    @TempDir Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2030-01-31T12:00:00Z"));
    @AutoClose private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(folder, clock, Map.of("server.trusted_proxies", "127.0.0.1"));
    }

    @Test
    void the_first_operator_chooses_an_address_and_a_password_and_is_signed_in() {
        String token = Invitations.firstOperator(server);
        JsonNode link = new Browser(server).read("/console/api/setup?token=" + token);
        assertThat(link.toString())
                .isEqualTo("{\"valid\":true,\"email\":null,\"role\":\"operator\"}");

        JsonNode session = Browser.setUp(server, token, " Ann@Example.com").read(SESSION);

        assertThat(session.path("person").path("email").asString()).isEqualTo(ANN);
        assertThat(session.path("person").path("role").asString()).isEqualTo("operator");
        assertThat(session.path("account").path("name").asString()).isEqualTo("default");
        assertThat(session.path("account").path("balance").asLong()).isEqualTo(10_000);
        assertThat(session.path("account").path("limits").toString())
                .isEqualTo(
                        "{\"requests_per_minute\":3000,\"tasks_in_flight\":1000,\"low_balance\":400}");
        assertThat(session.path("engine").path("ready").asBoolean()).isTrue();
        assertThat(session.path("prices").path("z-image").path("credits").asInt()).isEqualTo(4);
    }

    private static final String SESSION = "/console/api/session";

    @Test
    void a_link_works_once() {
        String token = Invitations.invite(server, ANN, Role.MEMBER, "default");
        Browser.setUp(server, token, ANN);

        Reply again = setUp(token, ANN, "another password 1");

        assertThat(again.errorCode()).isEqualTo(20003);
        assertThat(again.errorMessage()).contains("token");
        assertThat(new Browser(server).read("/console/api/setup?token=" + token).path("valid"))
                .isEqualTo(tools.jackson.databind.node.BooleanNode.FALSE);
        assertThat(new Browser(server).signIn(ANN, "another password 1").status()).isEqualTo(401);
    }

    private Reply setUp(String token, String email, String password) {
        return new Browser(server)
                .send(
                        "POST",
                        "/console/api/setup",
                        Browser.json(Map.of("token", token, "email", email, "password", password)));
    }

    @Test
    void a_link_ends_after_a_day_with_a_newer_one_or_when_it_is_for_another_address() {
        String first = Invitations.invite(server, ANN, Role.MEMBER, "default");
        String second = Invitations.invite(server, ANN, Role.MEMBER, "default");
        assertThat(setUp(first, ANN, Browser.PASSWORD).errorCode()).isEqualTo(20003);
        assertThat(setUp(second, "eve@example.com", Browser.PASSWORD).errorMessage())
                .contains("another address");

        clock.advance(Duration.ofHours(24));

        assertThat(setUp(second, ANN, Browser.PASSWORD).errorMessage()).contains("expired");
        assertThat(setUp("x", ANN, Browser.PASSWORD).errorCode()).isEqualTo(20003);
    }

    @Test
    void the_link_of_the_first_operator_ends_when_somebody_can_sign_in() {
        String token = Invitations.firstOperator(server);
        Invitations.operator(server, ANN);

        assertThat(setUp(token, "eve@example.com", Browser.PASSWORD).errorCode()).isEqualTo(20003);
    }

    @ParameterizedTest
    @ValueSource(strings = {"too short", "aaaaaaaaaaaa", "ANN@example.com"})
    void a_password_that_is_easily_guessed_is_refused_and_the_link_lives(String password) {
        String token = Invitations.invite(server, ANN, Role.MEMBER, "default");

        assertThat(setUp(token, ANN, password).errorMessage()).startsWith("password");
        assertThat(setUp(token, ANN, Browser.PASSWORD).status()).isEqualTo(200);
    }

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
    void a_wrong_password_and_an_unknown_address_are_told_the_same() {
        Invitations.member(server, ANN, "default");
        Invitations.invite(server, "new@example.com", Role.MEMBER, "default");

        for (String email : List.of(ANN, "new@example.com", "eve@example.com", "no address")) {
            Reply refused = new Browser(server).signIn(email, "a wrong password");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.errorCode()).isEqualTo(10005);
            assertThat(refused.errorMessage()).isEqualTo("E-mail or password is wrong");
            assertThat(refused.header("Set-Cookie")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"ann@example.com", "nobody@example.com"})
    void guesses_wait_longer_and_longer_whether_the_address_is_known_or_not(String email) {
        Invitations.member(server, ANN, "default");
        guess(email, 5);

        Reply blocked = new Browser(server).signIn(email, Browser.PASSWORD);
        assertThat(blocked.status()).isEqualTo(429);
        assertThat(blocked.errorCode()).isEqualTo(50001);
        assertThat(blocked.header("Retry-After")).isEqualTo("10");

        clock.advance(Duration.ofSeconds(10));
        guess(email, 1);
        assertThat(new Browser(server).signIn(email, "x").header("Retry-After")).isEqualTo("20");

        server.stop();
        server.start();
        assertThat(new Browser(server).signIn(email, "x").status()).isEqualTo(429);
        clock.advance(Duration.ofHours(25));
        guess(email, 5);
    }

    private void guess(String email, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(new Browser(server).signIn(email, "wrong " + i).status()).isEqualTo(401);
        }
    }

    @Test
    void guesses_that_come_at_once_are_all_counted() {
        Invitations.member(server, ANN, "default");

        List<Integer> answers =
                IntStream.range(0, 12)
                        .parallel()
                        .mapToObj(i -> new Browser(server).signIn(ANN, "wrong " + i).status())
                        .toList();

        assertThat(answers.stream().filter(status -> status == 401)).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void a_network_that_tries_many_addresses_waits_and_others_do_not() {
        Invitations.member(server, ANN, "default");
        for (int i = 0; i < 20; i++) {
            assertThat(from("2001:db8::" + i, "p" + i + "@example.com").status()).isEqualTo(401);
        }

        assertThat(from("2001:db8::ffff", "other@example.com").status()).isEqualTo(429);
        assertThat(from("2001:db8:0:1::1", "other@example.com").status()).isEqualTo(401);
    }

    private Reply from(String address, String email) {
        return from(address, email, "wrong");
    }

    private Reply from(String address, String email, String password) {
        return new Browser(server)
                .send(
                        "POST",
                        SESSION,
                        Browser.json(Map.of("email", email, "password", password)),
                        "X-Forwarded-For",
                        address);
    }

    @Test
    void guesses_from_elsewhere_do_not_keep_somebody_out_of_where_they_have_been() {
        Invitations.member(server, ANN, "default");
        assertThat(from("2001:db8::1", ANN, Browser.PASSWORD).status()).isEqualTo(200);
        for (int i = 0; i < 5; i++) {
            from("198.51.100.9", ANN);
        }

        assertThat(from("198.51.100.9", ANN, Browser.PASSWORD).status()).isEqualTo(429);
        assertThat(from("203.0.113.7", ANN, Browser.PASSWORD).status()).isEqualTo(429);
        assertThat(from("2001:db8::2", ANN, Browser.PASSWORD).status()).isEqualTo(200);

        for (int i = 0; i < 5; i++) {
            assertThat(from("2001:db8::3", ANN).status()).isEqualTo(401);
        }
        assertThat(from("2001:db8::1", ANN, Browser.PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void slips_of_an_office_do_not_add_up_over_days() {
        Invitations.member(server, ANN, "default");
        for (int hour = 0; hour < 40; hour++) {
            assertThat(from("203.0.113.7", "p" + hour + "@example.com").status()).isEqualTo(401);
            clock.advance(Duration.ofMinutes(65));
        }
    }

    @Test
    void the_right_password_starts_the_count_anew() {
        Invitations.member(server, ANN, "default");
        guess(ANN, 4);
        assertThat(new Browser(server).signIn(ANN, Browser.PASSWORD).status()).isEqualTo(200);

        guess(ANN, 4);
        assertThat(new Browser(server).signIn(ANN, Browser.PASSWORD).status()).isEqualTo(200);
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
