package dev.zimage.api.console;

import static dev.zimage.api.console.PasskeyCalls.PATH;
import static dev.zimage.api.console.PasskeyCalls.SIGN_IN;
import static dev.zimage.api.console.PasskeyCalls.add;
import static dev.zimage.api.console.PasskeyCalls.begin;
import static dev.zimage.api.console.PasskeyCalls.failures;
import static dev.zimage.api.console.PasskeyCalls.signIn;
import static dev.zimage.api.console.PasskeyConsole.ANN;
import static dev.zimage.api.console.PasskeyConsole.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.database.Database;
import dev.zimage.people.ConsoleSession;
import dev.zimage.people.EmailAddress;
import dev.zimage.people.Passkeys;
import dev.zimage.people.People;
import dev.zimage.people.Role;
import dev.zimage.server.SettableClock;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import dev.zimage.webauthn.RelyingParty;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PasskeysTest {

    @AutoClose private final PasskeyConsole console = new PasskeyConsole();

    private final SettableClock clock = console.clock();
    private final TestServer server = console.server();
    private final Browser ann = console.ann();
    private final SoftAuthenticator key = console.key();

    @Test
    void a_passkey_opens_a_session_without_password_and_code() {
        console.addPasskey();
        clock.advance(Duration.ofHours(1));

        Reply entered = signIn(server, key);

        assertThat(entered.header("Set-Cookie")).contains("zimage_session=");
        assertThat(entered.json().at("/person/email").asString()).isEqualTo(ANN);
        JsonNode listed = ann.read(PATH).path("data").path(0);
        assertThat(listed.path("name").asString()).isEqualTo("Laptop");
        assertThat(listed.path("host").asString()).isEqualTo("pictures.example");
        assertThat(listed.path("created_at").asLong()).isEqualTo(1_896_091_200L);
        assertThat(listed.path("last_used_at").asLong()).isEqualTo(1_896_094_800L);
        assertThat(ann.read("/console/api/sign-ins").at("/data/0/outcome").asString())
                .isEqualTo("passkey");
        assertThat(ann.read("/console/api/audit?action=passkey-added").at("/data/0/after/name"))
                .hasToString("\"Laptop\"");
    }

    @Test
    void adding_and_removing_ask_for_the_password() {
        console.addPasskey();
        String id = ann.read(PATH).at("/data/0/id").asString();
        String wrong = Browser.json(Map.of("password", "not my password"));

        assertThat(ann.send("POST", PATH, wrong).errorMessage()).startsWith("password");
        assertThat(ann.send("POST", PATH + "/" + id + "/remove", wrong).errorMessage())
                .startsWith("password");
        assertThat(
                        ann.send(
                                        "POST",
                                        PATH + "/" + id + "/remove",
                                        Browser.json(Map.of("password", Browser.PASSWORD)))
                                .status())
                .isEqualTo(204);

        assertThat(signIn(server, key).status()).isEqualTo(401);
        assertThat(failures(server)).containsExactly("passkey: unknown", "", "");
    }

    @Test
    void a_passkey_counts_as_little_as_its_person() {
        console.addPasskey();
        Browser op = Invitations.operator(server, "op@example.com");
        String person = ann.read("/console/api/session").at("/person/id").asString();
        op.send(
                "PATCH",
                "/console/api/admin/people/" + person,
                Browser.json(Map.of("role", "viewer")));
        assertThat(signIn(server, key).json().at("/person/role").asString()).isEqualTo("viewer");

        op.send("DELETE", "/console/api/admin/people/" + person, "");

        assertThat(signIn(server, key).status()).isEqualTo(401);
    }

    @Test
    void operators_remove_the_passkeys_of_somebody_who_lost_a_device() {
        console.addPasskey();
        Browser op = Invitations.operator(server, "op@example.com");
        JsonNode member = member(op, ANN);
        assertThat(member.path("passkeys").asInt()).isEqualTo(1);

        String path = "/console/api/admin/people/" + member.path("id").asString() + "/passkeys";
        assertThat(ann.send("DELETE", path, "").status()).isEqualTo(403);
        assertThat(op.send("DELETE", path, "").status()).isEqualTo(204);

        assertThat(member(op, ANN).path("passkeys").asInt()).isZero();
        assertThat(signIn(server, key).status()).isEqualTo(401);
        assertThat(ann.get("/console/api/session").status()).isEqualTo(401);
        assertThat(
                        op.read("/console/api/admin/audit?action=passkey-removed")
                                .at("/data/0/actor")
                                .asString())
                .isEqualTo("op@example.com");
    }

    @Test
    void the_sessions_of_somebody_who_lost_a_device_end_without_a_passkey_too() {
        Browser op = Invitations.operator(server, "op@example.com");
        Browser bob = Invitations.member(server, "bob@example.com", "default");
        String id = member(op, "bob@example.com").path("id").asString();

        op.send("DELETE", "/console/api/admin/people/" + id + "/passkeys", "");

        assertThat(bob.get("/console/api/session").status()).isEqualTo(401);
    }

    private static JsonNode member(Browser op, String email) {
        return op.read("/console/api/admin/accounts?text=default")
                .at("/data/0/people")
                .valueStream()
                .filter(each -> each.path("email").asString().equals(email))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_reset_takes_the_passkeys_too() {
        console.addPasskey();
        try (Database database = server.openDatabase()) {
            assertThat(
                            People.open(database, clock, new SecureRandom())
                                    .reset(new EmailAddress(ANN)))
                    .isPresent();
        }

        assertThat(signIn(server, key).status()).isEqualTo(401);
    }

    @Test
    void a_session_that_a_reset_ends_meanwhile_adds_no_passkey() {
        String made = Browser.json(key.make(begin(ann)));
        try (Database database = server.openDatabase()) {
            People there = People.open(database, clock, new SecureRandom());
            ConsoleSession session =
                    there.sessions().find(ann.cookie().replaceFirst(".*=", "")).orElseThrow();
            assertThat(there.reset(new EmailAddress(ANN))).isPresent();

            assertThat(
                            there.passkeys()
                                    .add(
                                            session,
                                            "Laptop",
                                            made,
                                            RelyingParty.of(ORIGIN).orElseThrow()))
                    .isInstanceOf(Passkeys.Addition.Expired.class);
            assertThat(there.passkeys().list(session.person().id())).isEmpty();
        }
    }

    @Test
    void nobody_sees_or_removes_the_passkeys_of_others() {
        console.addPasskey();
        String id = ann.read(PATH).at("/data/0/id").asString();
        Browser bob = Invitations.signedIn(server, "bob@example.com", Role.OPERATOR, "default");

        assertThat(bob.read(PATH).path("data")).isEmpty();
        assertThat(
                        bob.send(
                                        "POST",
                                        PATH + "/" + id + "/remove",
                                        Browser.json(Map.of("password", Browser.PASSWORD)))
                                .status())
                .isEqualTo(404);
        assertThat(ann.read(PATH).path("data")).hasSize(1);
    }

    @Test
    void the_same_passkey_is_not_added_twice_and_their_number_has_a_limit() {
        console.addPasskey();
        assertThat(begin(ann).path("known")).hasSize(1);
        assertThat(add(ann, key).errorMessage()).contains("added already");
        for (int i = 1; i < 20; i++) {
            assertThat(add(ann, new SoftAuthenticator(ORIGIN)).status()).isEqualTo(201);
        }

        assertThat(add(ann, new SoftAuthenticator(ORIGIN)).errorMessage()).contains("at most 20");
    }

    @Test
    void an_ip_address_has_no_passkeys(@TempDir Path folder) {
        try (TestServer local = TestServer.start(folder)) {
            Browser person = Invitations.signedIn(local, ANN, Role.OWNER, "default");

            assertThat(person.read(PATH).path("host").isNull()).isTrue();
            assertThat(new Browser(local).get(SIGN_IN).errorMessage()).contains("localhost");
            assertThat(
                            new Browser(local)
                                    .send(
                                            "GET",
                                            SIGN_IN,
                                            "",
                                            "X-Forwarded-Host",
                                            "pictures.example")
                                    .status())
                    .isEqualTo(400);
        }
    }
}
