package dev.zimage.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import dev.zimage.server.TestFolder;
import dev.zimage.server.TestServer;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server and a receiver of its messages.
final class HookedServer implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    static final String HOOKS = "/api/v1/webhooks";

    private final TestFolder folder = new TestFolder();
    private final TestServer server =
            TestServer.start(folder.path(), Map.of("webhooks.allow_private", "true"));
    private final HookReceiver receiver = new HookReceiver();

    TestServer server() {
        return server;
    }

    HookReceiver receiver() {
        return receiver;
    }

    /// Registers the receiver for all tasks of the account.
    JsonNode create(String path) {
        return server.post(HOOKS, JSON.writeValueAsString(Map.of("url", receiver.url(path))))
                .json();
    }

    /// Orders a picture.
    ///
    /// @param callback that is told of its end, or null
    /// @return the id of its task
    String submit(String prompt, @Nullable String callback) {
        Map<String, String> order = new HashMap<>(Map.of("model", "z-image", "prompt", prompt));
        if (callback != null) {
            order.put("callback_url", callback);
        }
        TestServer.Reply reply =
                server.post("/api/v1/images/generations", JSON.writeValueAsString(order));
        assertThat(reply.status()).as(reply.errorMessage()).isEqualTo(200);
        return reply.json().path("id").asString();
    }

    /// The deliveries that the API lists.
    List<JsonNode> rows() {
        return server.get(HOOKS + "/deliveries?limit=100")
                .json()
                .path("data")
                .valueStream()
                .toList();
    }

    /// Waits until all deliveries are as wanted.
    List<JsonNode> awaitAll(Predicate<JsonNode> wanted) {
        return Eventually.seen(
                this::rows, some -> !some.isEmpty() && some.stream().allMatch(wanted));
    }

    JsonNode awaitOne(Predicate<JsonNode> wanted) {
        return awaitAll(wanted).getFirst();
    }

    /// Headers as the library for webhooks takes them.
    static HttpHeaders headers(Map<String, String> received) {
        Map<String, List<String>> lines = new HashMap<>();
        received.forEach((name, value) -> lines.put(name, List.of(value)));
        return HttpHeaders.of(lines, (name, value) -> true);
    }

    @Override
    public void close() {
        receiver.close();
        server.close();
        folder.close();
    }
}
