package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.people.Role;
import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.SettableClock;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Wrong passwords, and how long guesses have to wait.
@OnEveryDatabase
class GuessedPasswordsTest {

    private static final String ANN = "ann@example.com";
    private static final String SESSION = "/console/api/session";

    @AutoClose private final ConsoleServer console = new ConsoleServer(ConsoleServer.BEHIND_PROXY);

    private final SettableClock clock = console.clock();
    private final TestServer server = console.server();

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
}
