package dev.zimage.api.console;

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
import dev.zimage.webauthn.Credential;
import dev.zimage.webauthn.RelyingParty;
import dev.zimage.webauthn.Verification;
import dev.zimage.webauthn.WebAuthn;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init") // made by each test
class PasskeysTest {

    private static final String ORIGIN = "https://pictures.example";
    private static final String PATH = "/console/api/passkeys";
    private static final String SIGN_IN = "/console/api/session/passkey";
    private static final String ANN = "ann@example.com";

    @TempDir Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2030-01-31T12:00:00Z"));
    private TestServer server;
    private Browser ann;
    private SoftAuthenticator key;

    @AfterEach
    void stop() {
        server.close();
    }

    private void start(Map<String, String> settings) {
        server = TestServer.start(folder, clock, settings);
        ann = Invitations.signedIn(server, ANN, Role.OWNER, "default");
        key = new SoftAuthenticator(ORIGIN);
    }

    private void start() {
        start(Map.of("server.public_url", ORIGIN));
    }

    private void startWithPasskey() {
        start();
        assertThat(add(ann, key).status()).isEqualTo(201);
    }

    private static JsonNode begin(Browser person) {
        Reply begun = person.send("POST", PATH, Browser.json(Map.of("password", Browser.PASSWORD)));
        assertThat(begun.status()).isEqualTo(200);
        return begun.json();
    }

    private static Reply confirm(Browser person, Map<String, Object> credential) {
        return person.send(
                "POST",
                PATH + "/confirm",
                Browser.json(Map.of("name", "Laptop", "credential", credential)));
    }

    private static Reply add(Browser person, SoftAuthenticator authenticator) {
        return confirm(person, authenticator.make(begin(person)));
    }

    private JsonNode challenge() {
        return new Browser(server).read(SIGN_IN);
    }

    private Reply signIn(Map<String, Object> credential) {
        return new Browser(server)
                .send("POST", SIGN_IN, Browser.json(Map.of("credential", credential)));
    }

    private Reply signIn() {
        return signIn(key.sign(challenge()));
    }

    /// The reasons of the failed sign-ins in the audit log, newest first.
    private List<String> failures() {
        return Invitations.operator(server, "op@example.com")
                .read("/console/api/admin/audit?action=sign-in-failed")
                .path("data")
                .valueStream()
                .map(entry -> entry.at("/after/reason").asString(""))
                .toList();
    }

    @Test
    void a_passkey_opens_a_session_without_password_and_code() {
        startWithPasskey();
        clock.advance(Duration.ofHours(1));

        Reply entered = signIn();

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
        startWithPasskey();
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

        assertThat(signIn().status()).isEqualTo(401);
        assertThat(failures()).containsExactly("passkey: unknown", "", "");
    }

    @Test
    void the_challenge_of_a_sign_in_adds_no_passkey() {
        start();
        begin(ann);

        Reply refused = confirm(ann, key.make(challenge()));

        assertThat(refused.errorMessage()).contains("unknown challenge");
        assertThat(ann.read(PATH).path("data")).isEmpty();
    }

    @Test
    void a_challenge_that_somebody_else_was_given_adds_no_passkey() {
        start();
        Browser bob = Invitations.signedIn(server, "bob@example.com", Role.OWNER, "default");

        assertThat(confirm(ann, key.make(begin(bob))).errorMessage()).contains("unknown challenge");
    }

    @Test
    void a_page_of_another_site_neither_adds_nor_uses_a_passkey() {
        start();
        SoftAuthenticator lured = new SoftAuthenticator("https://pictures.example.evil.example");
        assertThat(add(ann, lured).errorMessage()).contains("for another site");

        add(ann, key);
        key.at("https://evil.example");

        assertThat(signIn().status()).isEqualTo(401);
        assertThat(failures()).containsExactly("passkey: for another site");
    }

    @Test
    void another_port_of_the_host_is_another_site() {
        startWithPasskey();
        SoftAuthenticator same = key.at(ORIGIN);
        assertThat(signIn().status()).isEqualTo(200);

        same.at("http://pictures.example");

        assertThat(signIn().status()).isEqualTo(401);
    }

    @Test
    void an_answer_is_taken_once() {
        start();
        add(ann, key.withoutCounter());
        Map<String, Object> answer = key.sign(challenge());
        assertThat(signIn(answer).status()).isEqualTo(200);

        assertThat(signIn(answer).status()).isEqualTo(401);
        assertThat(failures()).containsExactly("passkey: its challenge was used before");

        JsonNode enrolment = begin(ann);
        SoftAuthenticator other = new SoftAuthenticator(ORIGIN);
        assertThat(confirm(ann, other.make(enrolment)).status()).isEqualTo(201);
        assertThat(confirm(ann, new SoftAuthenticator(ORIGIN).make(enrolment)).status())
                .isEqualTo(400);
    }

    @Test
    void a_challenge_of_our_own_making_is_refused() {
        startWithPasskey();
        JsonNode asked = challenge();
        byte[] bytes = Base64.getUrlDecoder().decode(asked.path("challenge").asString());
        bytes[20] ^= 1; // a later expiry
        JsonNode forged =
                changed(asked, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));

        assertThat(signIn(key.sign(forged)).status()).isEqualTo(401);
        assertThat(failures()).containsExactly("passkey: unknown challenge");
    }

    private static JsonNode changed(JsonNode asked, String challenge) {
        return ((tools.jackson.databind.node.ObjectNode) asked).put("challenge", challenge);
    }

    @Test
    void a_challenge_expires_and_whoever_was_slow_has_not_guessed() {
        startWithPasskey();
        for (int i = 0; i < 6; i++) {
            JsonNode asked = challenge();
            clock.advance(Duration.ofMinutes(5));
            assertThat(signIn(key.sign(asked)).errorMessage()).contains("too long");
        }

        assertThat(signIn().status()).isEqualTo(200);
    }

    @Test
    void a_challenge_of_another_process_is_valid_here() {
        startWithPasskey();
        try (Database database = server.openDatabase()) {
            People there = People.open(database, clock, new SecureRandom());
            String drawn =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(there.passkeys().signIn().challenge());

            assertThat(signIn(key.sign(changed(challenge(), drawn))).status()).isEqualTo(200);
        }
    }

    @Test
    void a_passkey_does_not_sign_somebody_else_in() {
        startWithPasskey();
        Browser bob = Invitations.signedIn(server, "bob@example.com", Role.OWNER, "default");
        SoftAuthenticator bobs = new SoftAuthenticator(ORIGIN);
        add(bob, bobs);

        assertThat(signIn(bobs.withHandle(key.handle()).sign(challenge())).status()).isEqualTo(401);
        assertThat(failures()).containsExactly("passkey: of somebody else");
    }

    @Test
    void a_signature_by_another_key_is_refused() {
        startWithPasskey();
        Map<String, Object> answer = key.sign(challenge());
        Map<?, ?> forged =
                (Map<?, ?>)
                        new SoftAuthenticator(ORIGIN)
                                .withHandle(key.handle())
                                .counterAt(5)
                                .sign(challenge())
                                .get("response");
        Map<String, Object> mixed =
                Map.of(
                        "id", answer.get("id"),
                        "rawId", answer.get("rawId"),
                        "type", "public-key",
                        "response", forged,
                        "clientExtensionResults", Map.of());

        assertThat(signIn(mixed).status()).isEqualTo(401);
        assertThat(failures()).containsExactly("passkey: invalid (BadSignatureException)");
    }

    @Test
    void a_counter_that_goes_back_is_that_of_a_copy() {
        startWithPasskey();
        key.counterAt(7);
        assertThat(signIn().status()).isEqualTo(200);

        key.counterAt(7);

        assertThat(signIn().status()).isEqualTo(401);
        assertThat(failures()).containsExactly("passkey: its counter went back, as that of a copy");
        assertThat(signIn().status()).isEqualTo(200);
    }

    @Test
    void an_authenticator_that_has_not_verified_its_person_is_refused() {
        start();
        assertThat(add(ann, new SoftAuthenticator(ORIGIN).withoutVerification()).errorMessage())
                .contains("the person was not verified");
        add(ann, key);
        key.withoutVerification();

        assertThat(signIn().status()).isEqualTo(401);
        assertThat(failures()).containsExactly("passkey: the person was not verified");
    }

    @Test
    void refusals_count_with_wrong_passwords() {
        startWithPasskey();
        key.withoutVerification();
        for (int i = 0; i < 5; i++) {
            assertThat(signIn().status()).isEqualTo(401);
        }

        assertThat(signIn().status()).isEqualTo(429);
        assertThat(new Browser(server).signIn(ANN, Browser.PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        start();

        assertThat(signIn(Map.of("id", "x")).status()).isEqualTo(401);
        assertThat(signIn(Map.of()).status()).isEqualTo(401);
        assertThat(confirm(ann, Map.of("response", Map.of())).errorMessage()).contains("malformed");
        assertThat(new Browser(server).send("POST", SIGN_IN, "{\"credential\":\"x\"}").status())
                .isEqualTo(400);
        assertThat(
                        new Browser(server)
                                .send(
                                        "POST",
                                        SIGN_IN,
                                        "{\"credential\":{}}",
                                        "Origin",
                                        "https://evil.example")
                                .status())
                .isEqualTo(403);
    }

    /// Letters of good answers are changed one at a time.
    @Test
    void no_changed_answer_breaks_the_checks() {
        startWithPasskey();
        WebAuthn checks = new WebAuthn();
        RelyingParty party = RelyingParty.of(ORIGIN).orElseThrow();
        SoftAuthenticator fresh = new SoftAuthenticator(ORIGIN);
        JsonNode enrolment = begin(ann);
        String good = Browser.json(fresh.make(enrolment));
        var made = (Verification.Accepted<Credential>) attested(checks, party, good).orElseThrow();
        String answer = Browser.json(fresh.sign(challenge()));
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            attested(checks, party, changed(good, random)); // does not throw
            checks.assertion(changed(answer, random))
                    .ifPresent(assertion -> {
                        var _ = checks.verify(assertion, party, made.value());
                    });
        }
    }

    private static Optional<Verification<Credential>> attested(
            WebAuthn checks, RelyingParty party, String json) {
        return checks.attestation(json).map(attestation -> checks.verify(attestation, party));
    }

    private static String changed(String json, Random random) {
        StringBuilder text = new StringBuilder(json);
        text.setCharAt(random.nextInt(text.length()), (char) (' ' + random.nextInt(95)));
        return text.toString();
    }

    @Test
    void a_passkey_counts_as_little_as_its_person() {
        startWithPasskey();
        Browser op = Invitations.operator(server, "op@example.com");
        String person = ann.read("/console/api/session").at("/person/id").asString();
        op.send(
                "PATCH",
                "/console/api/admin/people/" + person,
                Browser.json(Map.of("role", "viewer")));
        assertThat(signIn().json().at("/person/role").asString()).isEqualTo("viewer");

        op.send("DELETE", "/console/api/admin/people/" + person, "");

        assertThat(signIn().status()).isEqualTo(401);
    }

    @Test
    void operators_remove_the_passkeys_of_somebody_who_lost_a_device() {
        startWithPasskey();
        Browser op = Invitations.operator(server, "op@example.com");
        JsonNode member = member(op);
        assertThat(member.path("passkeys").asInt()).isEqualTo(1);

        String path = "/console/api/admin/people/" + member.path("id").asString() + "/passkeys";
        assertThat(ann.send("DELETE", path, "").status()).isEqualTo(403);
        assertThat(op.send("DELETE", path, "").status()).isEqualTo(204);

        assertThat(member(op).path("passkeys").asInt()).isZero();
        assertThat(signIn().status()).isEqualTo(401);
        assertThat(ann.get("/console/api/session").status()).isEqualTo(401);
        assertThat(
                        op.read("/console/api/admin/audit?action=passkey-removed")
                                .at("/data/0/actor")
                                .asString())
                .isEqualTo("op@example.com");
    }

    @Test
    void the_sessions_of_somebody_who_lost_a_device_end_without_a_passkey_too() {
        start();
        Browser op = Invitations.operator(server, "op@example.com");
        Browser bob = Invitations.member(server, "bob@example.com", "default");
        String id =
                op.read("/console/api/admin/accounts?text=default")
                        .at("/data/0/people")
                        .valueStream()
                        .filter(each -> each.path("email").asString().equals("bob@example.com"))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asString();

        op.send("DELETE", "/console/api/admin/people/" + id + "/passkeys", "");

        assertThat(bob.get("/console/api/session").status()).isEqualTo(401);
    }

    private static JsonNode member(Browser op) {
        return op.read("/console/api/admin/accounts?text=default")
                .at("/data/0/people")
                .valueStream()
                .filter(each -> each.path("email").asString().equals(ANN))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_reset_takes_the_passkeys_too() {
        startWithPasskey();
        try (Database database = server.openDatabase()) {
            assertThat(
                            People.open(database, clock, new SecureRandom())
                                    .reset(new EmailAddress(ANN)))
                    .isPresent();
        }

        assertThat(signIn().status()).isEqualTo(401);
    }

    @Test
    void a_session_that_a_reset_ends_meanwhile_adds_no_passkey() {
        start();
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
        startWithPasskey();
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
        startWithPasskey();
        assertThat(begin(ann).path("known")).hasSize(1);
        assertThat(add(ann, key).errorMessage()).contains("added already");
        for (int i = 1; i < 20; i++) {
            assertThat(add(ann, new SoftAuthenticator(ORIGIN)).status()).isEqualTo(201);
        }

        assertThat(add(ann, new SoftAuthenticator(ORIGIN)).errorMessage()).contains("at most 20");
    }

    @Test
    void an_ip_address_has_no_passkeys() {
        start(Map.of());

        assertThat(ann.read(PATH).path("host").isNull()).isTrue();
        assertThat(new Browser(server).get(SIGN_IN).errorMessage()).contains("localhost");
        assertThat(
                        new Browser(server)
                                .send("GET", SIGN_IN, "", "X-Forwarded-Host", "pictures.example")
                                .status())
                .isEqualTo(400);
    }
}
