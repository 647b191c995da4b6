package dev.zimage.webhooks;

import com.sun.net.httpserver.HttpExchange;
import dev.zimage.server.LocalHttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A receiver on a port of its own. Answers 200, or what it was told to.
public final class HookReceiver implements AutoCloseable {

    private final LocalHttpServer server = LocalHttpServer.plain(this::handle);
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final Map<String, String> headers = new ConcurrentHashMap<>();
    private final Semaphore gate = new Semaphore(Integer.MAX_VALUE / 2);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    /// @param headers the first value of each, by its name in lower case
    public record Call(String path, Map<String, String> headers, String body) {

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> sent = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> sent.put(name, values.getFirst()));
        calls.add(new Call(exchange.getRequestURI().toString(), sent, body));
        try {
            gate.acquire();
            Integer status = statuses.poll();
            byte[] answer =
                    ("answer of " + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
            if (status != null && status >= 300 && status < 400) {
                exchange.getResponseHeaders().set("Location", url("/elsewhere"));
            }
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(status == null ? 200 : status, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            atOnce.decrementAndGet();
        }
    }

    public String url(String path) {
        return server.url(path);
    }

    /// What the next calls are answered with.
    public void answerWith(Integer... next) {
        statuses.addAll(List.of(next));
    }

    /// A header of all answers from now on.
    public void answerWithHeader(String name, String value) {
        headers.put(name, value);
    }

    /// Keeps all calls waiting until [#letGo].
    public void hold() {
        gate.drainPermits();
    }

    public void letGo() {
        gate.release(Integer.MAX_VALUE / 2);
    }

    public int mostAtOnce() {
        return mostAtOnce.get();
    }

    /// The next call that comes within two minutes.
    public Call next() {
        try {
            return Objects.requireNonNull(calls.poll(2, TimeUnit.MINUTES), "no call came");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// How many calls came that [#next] did not give yet.
    public int left() {
        return calls.size();
    }

    @Override
    public void close() {
        letGo();
        server.close();
    }
}
