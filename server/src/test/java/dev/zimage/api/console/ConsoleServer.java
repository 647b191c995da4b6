package dev.zimage.api.console;

import dev.zimage.server.SettableClock;
import dev.zimage.server.TestFolder;
import dev.zimage.server.TestServer;
import java.time.Instant;
import java.util.Map;

/// A server whose clock can be set, in a folder of its own.
final class ConsoleServer implements AutoCloseable {

    /// Requests from this machine come by a proxy, so they may name another client.
    static final Map<String, String> BEHIND_PROXY = Map.of("server.trusted_proxies", "127.0.0.1");

    private final TestFolder folder = new TestFolder();
    private final SettableClock clock = new SettableClock(Instant.parse("2030-01-31T12:00:00Z"));
    private final TestServer server;

    ConsoleServer(Map<String, String> settings) {
        server = TestServer.start(folder.path(), clock, settings);
    }

    SettableClock clock() {
        return clock;
    }

    TestServer server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
        folder.close();
    }
}
