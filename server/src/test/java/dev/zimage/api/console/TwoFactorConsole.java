package dev.zimage.api.console;

import dev.zimage.people.Role;
import dev.zimage.server.SettableClock;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A console that Ann has signed in to, and her app for two-factor codes.
final class TwoFactorConsole implements AutoCloseable {

    static final String ANN = "ann@example.com";
    static final String PATH = "/console/api/two-factor";
    static final Duration STEP = Duration.ofSeconds(30);

    private final ConsoleServer console;
    private final Browser ann;
    private @Nullable AuthenticatorApp app;
    private List<String> recoveryCodes = List.of();

    /// Without codes.
    ///
    /// @param more settings
    TwoFactorConsole(Role role, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.putAll(ConsoleServer.BEHIND_PROXY);
        console = new ConsoleServer(settings);
        ann = Invitations.signedIn(console.server(), ANN, role, "default");
    }

    /// One at which Ann has codes.
    static TwoFactorConsole withCodes() {
        TwoFactorConsole made = new TwoFactorConsole(Role.OWNER, Map.of());
        made.setUp();
        return made;
    }

    /// Ann begins to set up two-factor codes.
    void enrol() {
        JsonNode enrolment = withPassword(PATH).json();
        app = new AuthenticatorApp(enrolment.path("secret").asString(), console.clock());
    }

    /// Ann sets up two-factor codes.
    void setUp() {
        enrol();
        JsonNode confirmed = confirm(app().code()).json();
        recoveryCodes =
                confirmed.path("recovery_codes").valueStream().map(JsonNode::asString).toList();
        console.clock().advance(STEP);
    }

    Reply confirm(String code) {
        return ann.send("POST", PATH + "/confirm", Browser.json(Map.of("code", code)));
    }

    Reply withPassword(String path) {
        return ann.send("POST", path, Browser.json(Map.of("password", Browser.PASSWORD)));
    }

    /// Ann signs in with her password and a code, unless that is empty.
    Reply signIn(String code, String... headers) {
        Map<String, String> body =
                new HashMap<>(Map.of("email", ANN, "password", Browser.PASSWORD));
        if (!code.isEmpty()) {
            body.put("code", code);
        }
        return new Browser(console.server())
                .send("POST", "/console/api/session", Browser.json(body), headers);
    }

    TestServer server() {
        return console.server();
    }

    SettableClock clock() {
        return console.clock();
    }

    Browser ann() {
        return ann;
    }

    AuthenticatorApp app() {
        return Objects.requireNonNull(app);
    }

    List<String> recoveryCodes() {
        return recoveryCodes;
    }

    @Override
    public void close() {
        console.close();
    }
}
