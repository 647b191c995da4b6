package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.people.Role;
import dev.zimage.server.SettableClock;
import dev.zimage.server.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SessionListTest {

    private static final String ANN = "ann@example.com";
    private static final String SESSIONS = "/console/api/sessions";

    @AutoClose private final ConsoleServer console = new ConsoleServer(ConsoleServer.BEHIND_PROXY);

    private final SettableClock clock = console.clock();
    private final TestServer server = console.server();
    private final Browser ann = Invitations.signedIn(server, ANN, Role.VIEWER, "default");

    private Browser signIn(String agent, String address) {
        Browser browser = new Browser(server);
        browser.send(
                "POST",
                "/console/api/session",
                Browser.json(Map.of("email", ANN, "password", Browser.PASSWORD)),
                "User-Agent",
                agent,
                "X-Forwarded-For",
                address);
        return browser;
    }

    private List<JsonNode> sessions() {
        return ann.read(SESSIONS).path("data").valueStream().toList();
    }

    @Test
    void a_session_shows_where_it_was_begun_and_when_it_was_used() {
        clock.advance(Duration.ofMinutes(5));
        signIn("Firefox/150.0", "192.0.2.7");
        clock.advance(Duration.ofMinutes(30));

        List<JsonNode> sessions = sessions();

        assertThat(sessions).hasSize(2);
        JsonNode own = one(sessions, true);
        assertThat(own.path("created_at").asLong()).isEqualTo(1_896_091_200L);
        JsonNode other = one(sessions, false);
        assertThat(other.path("address").asString()).isEqualTo("192.0.2.7");
        assertThat(other.path("user_agent").asString()).isEqualTo("Firefox/150.0");
        assertThat(other.path("created_at").asLong()).isEqualTo(1_896_091_500L);
        assertThat(other.path("last_seen_at").asLong()).isEqualTo(1_896_091_500L);
    }

    private static JsonNode one(List<JsonNode> sessions, boolean current) {
        return sessions.stream()
                .filter(each -> each.path("current").asBoolean() == current)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void signing_out_elsewhere_holds_at_once() {
        Browser laptop = signIn("Firefox/150.0", "192.0.2.7");
        String id = one(sessions(), false).path("id").asString();

        assertThat(ann.send("DELETE", SESSIONS + "/" + id, "").status()).isEqualTo(204);

        assertThat(laptop.get("/console/api/session").status()).isEqualTo(401);
        assertThat(sessions()).hasSize(1);
        assertThat(ann.send("DELETE", SESSIONS + "/" + id, "").status()).isEqualTo(404);
    }

    @Test
    void all_others_end_together_and_this_one_stays() {
        Browser laptop = signIn("Firefox/150.0", "192.0.2.7");
        Browser phone = signIn("Chrome/150.0", "192.0.2.8");

        assertThat(ann.send("DELETE", SESSIONS, "").status()).isEqualTo(204);

        assertThat(laptop.get("/console/api/session").status()).isEqualTo(401);
        assertThat(phone.get("/console/api/session").status()).isEqualTo(401);
        assertThat(sessions()).hasSize(1);
    }

    @Test
    void nobody_sees_or_ends_the_sessions_of_others() {
        Browser bob = Invitations.signedIn(server, "bob@example.com", Role.OPERATOR, "default");
        String id = one(sessions(), true).path("id").asString();

        assertThat(bob.send("DELETE", SESSIONS + "/" + id, "").status()).isEqualTo(404);
        assertThat(bob.read(SESSIONS).path("data").size()).isEqualTo(1);
        assertThat(ann.get("/console/api/session").status()).isEqualTo(200);
    }

    @Test
    void the_id_of_a_session_is_no_access() {
        String id = one(sessions(), true).path("id").asString();

        assertThat(ann.cookie()).doesNotContain(id);
        assertThat(new Browser(server).with("zimage_session=" + id, "").get(SESSIONS).status())
                .isEqualTo(401);
    }
}
