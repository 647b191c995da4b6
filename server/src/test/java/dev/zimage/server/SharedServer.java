package dev.zimage.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One server for all tests of a class, which only send it things. To be registered in a static
/// field.
@SuppressWarnings("NullAway.Init") // the fields are set before the first test
public final class SharedServer implements BeforeAllCallback, AfterAllCallback {

    private final Map<String, String> settings;
    private Path folder;
    private TestServer server;

    public SharedServer() {
        this(Map.of());
    }

    /// @param settings by configuration key
    public SharedServer(Map<String, String> settings) {
        this.settings = settings;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("zimage-test-");
        server = TestServer.start(folder, settings);
    }

    public TestServer get() {
        return server;
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        server.close();
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
