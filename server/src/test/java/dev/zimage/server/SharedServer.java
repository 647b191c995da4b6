package dev.zimage.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One server for all tests of a class, which only send it things. To be registered in a static
/// field.
@SuppressWarnings("NullAway.Init") // the fields are set before the first test
public final class SharedServer implements BeforeAllCallback, AfterAllCallback {

    private final Map<String, String> settings;
    private final Clock clock;
    private TestFolder folder;
    private TestServer server;

    public SharedServer() {
        this(Map.of());
    }

    /// @param settings by configuration key
    public SharedServer(Map<String, String> settings) {
        this(settings, Clock.systemUTC());
    }

    private SharedServer(Map<String, String> settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// One whose clock shows noon in UTC at the start, for tests that count what is done in a day.
    public static SharedServer atNoon() {
        Instant now = Instant.now();
        Instant noon = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(12));
        return new SharedServer(
                Map.of(), Clock.offset(Clock.systemUTC(), Duration.between(now, noon)));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        folder = new TestFolder();
        server = TestServer.start(folder.path(), clock, settings);
    }

    public TestServer get() {
        return server;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.close();
        folder.close();
    }
}
