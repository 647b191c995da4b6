package dev.zimage.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.TestFolder;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// An installation that draws on servers of the test, and these servers.
public final class RemoteInstallation implements AutoCloseable {

    static final String ORDER = "/api/v1/images/generations";

    private final TestFolder folder = new TestFolder();
    private final List<TestServer> servers = new ArrayList<>();
    private final List<GpuServer> gpus = new ArrayList<>();

    /// The data directory.
    Path folder() {
        return folder.path();
    }

    void closeAtTheEnd(TestServer server) {
        servers.add(server);
    }

    void close(TestServer server) {
        servers.remove(server);
        server.close();
    }

    @Override
    public void close() {
        servers.reversed().forEach(TestServer::close);
        gpus.forEach(GpuServer::close);
        folder.close();
    }

    public GpuServer gpu(GpuServer server) {
        gpus.add(server);
        return server;
    }

    /// @param settings names and values in turn
    TestServer server(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("engine.name", "sketch"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        TestServer server = TestServer.startWithEngines(folder(), all);
        closeAtTheEnd(server);
        return server;
    }

    /// An installation with a model `cats` that a server draws.
    ///
    /// @param more names and values in turn
    public TestServer withCats(GpuServer gpu, String... more) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "engines.gpu.kind", "openai",
                                "engines.gpu.url", gpu.url(),
                                "engines.gpu.model", "org/Cats-2",
                                "models.cats.engine", "gpu",
                                "models.cats.price", "0.02"));
        settings.addAll(List.of(more));
        return server(settings.toArray(String[]::new));
    }

    static String body(String model, String more) {
        return "{\"model\":\"%s\",\"prompt\":\"a cat\"%s}".formatted(model, more);
    }

    static Reply order(TestServer server, String model) {
        return server.post(ORDER, body(model, ""));
    }

    static JsonNode drawn(TestServer server, Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        return server.awaitEnd(reply.json().path("id").asString());
    }
}
