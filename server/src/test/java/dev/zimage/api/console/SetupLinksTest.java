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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// One-time links, with which people choose a password.
@OnEveryDatabase
class SetupLinksTest {

    private static final String ANN = "ann@example.com";
    private static final String SESSION = "/console/api/session";

    @AutoClose private final ConsoleServer console = new ConsoleServer(ConsoleServer.BEHIND_PROXY);

    private final SettableClock clock = console.clock();
    private final TestServer server = console.server();

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
}
