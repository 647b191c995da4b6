package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.people.Role;
import dev.zimage.server.SettableClock;
import dev.zimage.server.TestServer;
import java.util.Map;

/// A console with a domain of its own, Ann, who has signed in to it, and her authenticator.
final class PasskeyConsole implements AutoCloseable {

    static final String ORIGIN = "https://pictures.example";
    static final String ANN = "ann@example.com";

    private final ConsoleServer console = new ConsoleServer(Map.of("server.public_url", ORIGIN));
    private final Browser ann = Invitations.signedIn(console.server(), ANN, Role.OWNER, "default");
    private final SoftAuthenticator key = new SoftAuthenticator(ORIGIN);

    SettableClock clock() {
        return console.clock();
    }

    TestServer server() {
        return console.server();
    }

    Browser ann() {
        return ann;
    }

    SoftAuthenticator key() {
        return key;
    }

    /// Ann adds a passkey of her authenticator.
    void addPasskey() {
        assertThat(PasskeyCalls.add(ann, key).status()).isEqualTo(201);
    }

    @Override
    public void close() {
        console.close();
    }
}
