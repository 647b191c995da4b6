package dev.zimage.api.console;

import dev.zimage.oidc.ProviderProcess;
import dev.zimage.server.TestFolder;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A real provider for all tests of a class, and for each of them a console that takes people from
/// it. To be registered in a static field.
@SuppressWarnings("NullAway.Init") // set before the first test
final class ProvidedConsole implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    static final String START = "/console/api/oidc/start";
    static final String ANN = "ann@example.com";

    private TestFolder folder;
    private ProviderProcess provider;
    private @Nullable TestServer server;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = new TestFolder();
        provider = new ProviderProcess(folder.path());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        provider.close();
        folder.close();
    }

    /// @param more settings
    void start(Path data, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(provider.settings());
        settings.putAll(more);
        server = TestServer.start(data, settings);
    }

    TestServer server() {
        return Objects.requireNonNull(server);
    }

    ProviderProcess provider() {
        return provider;
    }

    /// Somebody goes to the provider, signs in there, and comes back.
    Reply signIn(Browser browser, String username, Map<String, ?> claims) {
        Reply start = browser.get(START + "?next=/usage");
        return browser.get(provider.signIn(start.header("Location"), username, claims));
    }

    /// What the console shows about who has signed in.
    static String person(Browser browser, String field) {
        return browser.read("/console/api/session").path("person").path(field).asString();
    }

    static Map<String, Object> verified(String email) {
        return Map.of("email", email, "email_verified", true);
    }

    static Map<String, Object> with(String email, String... groups) {
        Map<String, Object> claims = new HashMap<>(verified(email));
        claims.put("groups", List.of(groups));
        return claims;
    }
}
