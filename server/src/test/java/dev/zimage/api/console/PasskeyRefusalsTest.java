package dev.zimage.api.console;

import static dev.zimage.api.console.PasskeyCalls.PATH;
import static dev.zimage.api.console.PasskeyCalls.SIGN_IN;
import static dev.zimage.api.console.PasskeyCalls.add;
import static dev.zimage.api.console.PasskeyCalls.begin;
import static dev.zimage.api.console.PasskeyCalls.challenge;
import static dev.zimage.api.console.PasskeyCalls.confirm;
import static dev.zimage.api.console.PasskeyCalls.failures;
import static dev.zimage.api.console.PasskeyCalls.signIn;
import static dev.zimage.api.console.PasskeyConsole.ANN;
import static dev.zimage.api.console.PasskeyConsole.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.database.Database;
import dev.zimage.people.People;
import dev.zimage.people.Role;
import dev.zimage.server.SettableClock;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import dev.zimage.webauthn.Credential;
import dev.zimage.webauthn.RelyingParty;
import dev.zimage.webauthn.Verification;
import dev.zimage.webauthn.WebAuthn;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Passkeys and answers of authenticators that are not accepted.
class PasskeyRefusalsTest {

    @AutoClose private final PasskeyConsole console = new PasskeyConsole();

    private final SettableClock clock = console.clock();
    private final TestServer server = console.server();
    private final Browser ann = console.ann();
    private final SoftAuthenticator key = console.key();

    @Test
    void the_challenge_of_a_sign_in_adds_no_passkey() {
        begin(ann);

        Reply refused = confirm(ann, key.make(challenge(server)));

        assertThat(refused.errorMessage()).contains("unknown challenge");
        assertThat(ann.read(PATH).path("data")).isEmpty();
    }

    @Test
    void a_challenge_that_somebody_else_was_given_adds_no_passkey() {
        Browser bob = Invitations.signedIn(server, "bob@example.com", Role.OWNER, "default");

        assertThat(confirm(ann, key.make(begin(bob))).errorMessage()).contains("unknown challenge");
    }

    @Test
    void a_page_of_another_site_neither_adds_nor_uses_a_passkey() {
        SoftAuthenticator lured = new SoftAuthenticator("https://pictures.example.evil.example");
        assertThat(add(ann, lured).errorMessage()).contains("for another site");

        add(ann, key);
        key.at("https://evil.example");

        assertThat(signIn(server, key).status()).isEqualTo(401);
        assertThat(failures(server)).containsExactly("passkey: for another site");
    }

    @Test
    void another_port_of_the_host_is_another_site() {
        console.addPasskey();
        SoftAuthenticator same = key.at(ORIGIN);
        assertThat(signIn(server, key).status()).isEqualTo(200);

        same.at("http://pictures.example");

        assertThat(signIn(server, key).status()).isEqualTo(401);
    }

    @Test
    void an_answer_is_taken_once() {
        add(ann, key.withoutCounter());
        Map<String, Object> answer = key.sign(challenge(server));
        assertThat(signIn(server, answer).status()).isEqualTo(200);

        assertThat(signIn(server, answer).status()).isEqualTo(401);
        assertThat(failures(server)).containsExactly("passkey: its challenge was used before");

        JsonNode enrolment = begin(ann);
        SoftAuthenticator other = new SoftAuthenticator(ORIGIN);
        assertThat(confirm(ann, other.make(enrolment)).status()).isEqualTo(201);
        assertThat(confirm(ann, new SoftAuthenticator(ORIGIN).make(enrolment)).status())
                .isEqualTo(400);
    }

    @Test
    void a_challenge_of_our_own_making_is_refused() {
        console.addPasskey();
        JsonNode asked = challenge(server);
        byte[] bytes = Base64.getUrlDecoder().decode(asked.path("challenge").asString());
        bytes[20] ^= 1; // a later expiry
        JsonNode forged =
                changed(asked, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));

        assertThat(signIn(server, key.sign(forged)).status()).isEqualTo(401);
        assertThat(failures(server)).containsExactly("passkey: unknown challenge");
    }

    private static JsonNode changed(JsonNode asked, String challenge) {
        return ((tools.jackson.databind.node.ObjectNode) asked).put("challenge", challenge);
    }

    private static String changed(String json, Random random) {
        StringBuilder text = new StringBuilder(json);
        text.setCharAt(random.nextInt(text.length()), (char) (' ' + random.nextInt(95)));
        return text.toString();
    }

    @Test
    void a_challenge_expires_and_whoever_was_slow_has_not_guessed() {
        console.addPasskey();
        for (int i = 0; i < 6; i++) {
            JsonNode asked = challenge(server);
            clock.advance(Duration.ofMinutes(5));
            assertThat(signIn(server, key.sign(asked)).errorMessage()).contains("too long");
        }

        assertThat(signIn(server, key).status()).isEqualTo(200);
    }

    @Test
    void a_challenge_of_another_process_is_valid_here() {
        console.addPasskey();
        try (Database database = server.openDatabase()) {
            People there = People.open(database, clock, new SecureRandom());
            String drawn =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(there.passkeys().signIn().challenge());

            assertThat(signIn(server, key.sign(changed(challenge(server), drawn))).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_passkey_does_not_sign_somebody_else_in() {
        console.addPasskey();
        Browser bob = Invitations.signedIn(server, "bob@example.com", Role.OWNER, "default");
        SoftAuthenticator bobs = new SoftAuthenticator(ORIGIN);
        add(bob, bobs);

        assertThat(signIn(server, bobs.withHandle(key.handle()).sign(challenge(server))).status())
                .isEqualTo(401);
        assertThat(failures(server)).containsExactly("passkey: of somebody else");
    }

    @Test
    void a_signature_by_another_key_is_refused() {
        console.addPasskey();
        Map<String, Object> answer = key.sign(challenge(server));
        Map<?, ?> forged =
                (Map<?, ?>)
                        new SoftAuthenticator(ORIGIN)
                                .withHandle(key.handle())
                                .counterAt(5)
                                .sign(challenge(server))
                                .get("response");
        Map<String, Object> mixed =
                Map.of(
                        "id", answer.get("id"),
                        "rawId", answer.get("rawId"),
                        "type", "public-key",
                        "response", forged,
                        "clientExtensionResults", Map.of());

        assertThat(signIn(server, mixed).status()).isEqualTo(401);
        assertThat(failures(server)).containsExactly("passkey: invalid (BadSignatureException)");
    }

    @Test
    void a_counter_that_goes_back_is_that_of_a_copy() {
        console.addPasskey();
        key.counterAt(7);
        assertThat(signIn(server, key).status()).isEqualTo(200);

        key.counterAt(7);

        assertThat(signIn(server, key).status()).isEqualTo(401);
        assertThat(failures(server))
                .containsExactly("passkey: its counter went back, as that of a copy");
        assertThat(signIn(server, key).status()).isEqualTo(200);
    }

    @Test
    void an_authenticator_that_has_not_verified_its_person_is_refused() {
        assertThat(add(ann, new SoftAuthenticator(ORIGIN).withoutVerification()).errorMessage())
                .contains("the person was not verified");
        add(ann, key);
        key.withoutVerification();

        assertThat(signIn(server, key).status()).isEqualTo(401);
        assertThat(failures(server)).containsExactly("passkey: the person was not verified");
    }

    @Test
    void refusals_count_with_wrong_passwords() {
        console.addPasskey();
        key.withoutVerification();
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(server, key).status()).isEqualTo(401);
        }

        assertThat(signIn(server, key).status()).isEqualTo(429);
        assertThat(new Browser(server).signIn(ANN, Browser.PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThat(signIn(server, Map.of("id", "x")).status()).isEqualTo(401);
        assertThat(signIn(server, Map.of()).status()).isEqualTo(401);
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
        console.addPasskey();
        WebAuthn checks = new WebAuthn();
        RelyingParty party = RelyingParty.of(ORIGIN).orElseThrow();
        SoftAuthenticator fresh = new SoftAuthenticator(ORIGIN);
        JsonNode enrolment = begin(ann);
        String good = Browser.json(fresh.make(enrolment));
        var made = (Verification.Accepted<Credential>) attested(checks, party, good).orElseThrow();
        String answer = Browser.json(fresh.sign(challenge(server)));
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
}
