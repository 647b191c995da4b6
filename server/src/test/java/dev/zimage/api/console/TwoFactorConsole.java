package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.zimage.database.Database;
import dev.zimage.people.EmailAddress;
import dev.zimage.people.People;
import dev.zimage.people.Role;
import dev.zimage.server.SettableClock;
import dev.zimage.server.TestFolder;
import dev.zimage.server.TestServer.Reply;
import dev.zimage.server.TestServer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A console that Ann has signed in to, and her app for two-factor codes.
final class TwoFactorConsole implements AutoCloseable {

    static final String ANN = "ann@example.com";
    static final String PATH = "/console/api/two-factor";
    static final Duration STEP = Duration.ofSeconds(30);

    private final TestFolder folder = new TestFolder();
    private final SettableClock clock = new SettableClock(Instant.parse("2030-01-31T12:00:00Z"));
    private final TestServer server;
    private final Browser ann;
    private @Nullable AuthenticatorApp app;
    private List<String> recoveryCodes = List.of();

    /// Without codes.
    ///
    /// @param more settings
    TwoFactorConsole(Role role, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("server.trusted_proxies", "127.0.0.1");
        server = TestServer.start(folder.path(), clock, settings);
        ann = Invitations.signedIn(server, ANN, role, "default");
    }

    /// One at which Ann has codes.
    static TwoFactorConsole withCodes() {
        TwoFactorConsole console = new TwoFactorConsole(Role.OWNER, Map.of());
        console.setUp();
        return console;
    }

    /// Ann begins to set up two-factor codes.
    void enrol() {
        JsonNode enrolment = withPassword(PATH).json();
        app = new AuthenticatorApp(enrolment.path("secret").asString(), clock);
    }

    /// Ann sets up two-factor codes.
    void setUp() {
        enrol();
        JsonNode confirmed = confirm(app().code()).json();
        recoveryCodes =
                confirmed.path("recovery_codes").valueStream().map(JsonNode::asString).toList();
        clock.advance(STEP);
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
        return new Browser(server)
                .send("POST", "/console/api/session", Browser.json(body), headers);
    }

    TestServer server() {
        return server;
    }

    SettableClock clock() {
        return clock;
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
        server.close();
        folder.close();
    }
}
