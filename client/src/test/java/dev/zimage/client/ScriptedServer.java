package dev.zimage.client;

import com.sun.net.httpserver.HttpExchange;
import dev.zimage.server.LocalHttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server that does what no good server does, in the order it is told; after that it answers the
/// last thing again.
final class ScriptedServer implements AutoCloseable {

    /// One answer, or what stands for it.
    @FunctionalInterface
    interface Act {
        void play(HttpExchange exchange) throws IOException;
    }

    /// A request as it arrived.
    record Seen(String method, String path, String idempotencyKey) {}

    private final LocalHttpServer server = LocalHttpServer.plain(this::serve);
    private final Queue<Act> acts = new ConcurrentLinkedQueue<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    ScriptedServer(Act... script) {
        acts.addAll(List.of(script));
    }

    private void serve(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        seen.add(
                new Seen(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        key == null ? "" : key));
        Act act = acts.size() > 1 ? acts.remove() : acts.element();
        act.play(exchange);
    }

    URI address() {
        return URI.create(server.url(""));
    }

    List<Seen> seen() {
        return seen;
    }

    @Override
    public void close() {
        server.close();
    }

    static Act answer(int status, String body, String... headers) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        };
    }

    static Act error(int status, int code, String... headers) {
        return answer(
                status,
                "{\"error\":{\"code\":%d,\"message\":\"told to\",\"request_id\":\"req_1\"}}"
                        .formatted(code),
                headers);
    }

    static Act task(String status) {
        return answer(
                200,
                "{\"id\":\"task_1\",\"model\":\"z-image\",\"status\":\"%s\",\"created_at\":1}"
                        .formatted(status));
    }

    /// Closes the connection instead of an answer.
    static Act hangUp() {
        return exchange -> exchange.getRequestBody().readAllBytes();
    }

    /// Promises more than it sends.
    static Act halfAnAnswer() {
        return exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 500);
            exchange.getResponseBody().write("{\"id\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        };
    }

    /// Sends the head, a piece of the body, and then nothing more.
    static Act stall() {
        return stall("application/json", "{");
    }

    static Act stall(String type, String piece) {
        return exchange -> {
            exchange.getRequestBody().readAllBytes();
            stream(exchange, type, piece);
            try {
                Thread.sleep(60_000); // until the test closes the server
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /// A stream of events that ends after these.
    static Act events(String events) {
        return exchange -> stream(exchange, "text/event-stream", events);
    }

    private static void stream(HttpExchange exchange, String type, String text) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
