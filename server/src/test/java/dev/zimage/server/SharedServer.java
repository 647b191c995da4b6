package dev.zimage.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One server for all tests of a class, which only send it things; on {@link OnEveryDatabase}, one
/// for each database. To be registered in a static field.
@SuppressWarnings("NullAway.Init") // the fields are set before the first test
public final class SharedServer
        implements BeforeAllCallback,
                AfterAllCallback,
                BeforeClassTemplateInvocationCallback,
                AfterClassTemplateInvocationCallback {

    private final Map<String, String> settings;
    private final Clock clock;
    private Consumer<TestServer> preparation = server -> {};
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

    /// The same, with something that is done as soon as it has started.
    public SharedServer preparedBy(Consumer<TestServer> preparation) {
        this.preparation = preparation;
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!isForEachDatabase(context)) {
            start();
        }
    }

    @Override
    public void beforeClassTemplateInvocation(ExtensionContext context) {
        start();
    }

    private void start() {
        folder = new TestFolder();
        server = TestServer.start(folder.path(), clock, settings);
        preparation.accept(server);
    }

    private static boolean isForEachDatabase(ExtensionContext context) {
        return context.getRequiredTestClass().isAnnotationPresent(OnEveryDatabase.class);
    }

    public TestServer get() {
        return server;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (!isForEachDatabase(context)) {
            stop();
        }
    }

    @Override
    public void afterClassTemplateInvocation(ExtensionContext context) {
        stop();
    }

    private void stop() {
        server.close();
        folder.close();
    }
}
