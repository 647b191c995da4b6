package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The requests by which a browser adds a passkey and signs in with it.
final class PasskeyCalls {

    static final String PATH = "/console/api/passkeys";
    static final String SIGN_IN = "/console/api/session/passkey";

    private PasskeyCalls() {}

    static JsonNode begin(Browser person) {
        Reply begun = person.send("POST", PATH, Browser.json(Map.of("password", Browser.PASSWORD)));
        assertThat(begun.status()).isEqualTo(200);
        return begun.json();
    }

    static Reply confirm(Browser person, Map<String, Object> credential) {
        return person.send(
                "POST",
                PATH + "/confirm",
                Browser.json(Map.of("name", "Laptop", "credential", credential)));
    }

    static Reply add(Browser person, SoftAuthenticator authenticator) {
        return confirm(person, authenticator.make(begin(person)));
    }

    static JsonNode challenge(TestServer server) {
        return new Browser(server).read(SIGN_IN);
    }

    static Reply signIn(TestServer server, Map<String, Object> credential) {
        return new Browser(server)
                .send("POST", SIGN_IN, Browser.json(Map.of("credential", credential)));
    }

    static Reply signIn(TestServer server, SoftAuthenticator key) {
        return signIn(server, key.sign(challenge(server)));
    }

    /// The reasons of the failed sign-ins in the audit log, newest first.
    static List<String> failures(TestServer server) {
        return Invitations.operator(server, "op@example.com")
                .read("/console/api/admin/audit?action=sign-in-failed")
                .path("data")
                .valueStream()
                .map(entry -> entry.at("/after/reason").asString(""))
                .toList();
    }
}
