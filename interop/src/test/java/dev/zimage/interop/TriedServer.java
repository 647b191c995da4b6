package dev.zimage.interop;

import dev.zimage.server.Eventually;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A server for clients to be tried with. A live key is too poor for any picture, a test key pays
/// nothing. Beside `z-image` there is a model that edits pictures. A request waits for some
/// seconds, more than a picture takes on a busy machine, and pictures whose prompt begins with
/// `slow:` take longer than that.
final class TriedServer implements BeforeAllCallback, AfterAllCallback {

    private static final long LONGER_THAN_A_REQUEST = 4_000;

    private final SharedServer shared =
            new SharedServer(
                    Map.of(
                            "openai.wait", "3s",
                            "price.z-image", "1000",
                            "engine.workers", "8",
                            "engine.pixels", "1048576",
                            "engines.gpu.kind", "openai",
                            "engines.gpu.url", "http://127.0.0.1:1",
                            "models.cats.engine", "gpu",
                            "models.cats.price", "0.02",
                            "models.cats.inputs", "text, image"));
    private final Thread slowness = new Thread(this::drawSlowly, "slowness");

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        shared.beforeAll(context);
        slowness.start();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        slowness.interrupt();
        slowness.join();
        shared.afterAll(context);
    }

    private void drawSlowly() {
        try {
            while (true) {
                if (hasBegun()) {
                    Thread.startVirtualThread(this::letGoLater);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void letGoLater() {
        try {
            Thread.sleep(LONGER_THAN_A_REQUEST);
            server().test().letGo(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// While a client is being installed, nothing slow is begun for longer than a test would wait.
    private boolean hasBegun() throws InterruptedException {
        try {
            server().test().awaitStart();
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    TestServer server() {
        return shared.get();
    }

    String baseUrl() {
        return server().url("/v1");
    }

    String key() {
        return server().testKey();
    }

    String poorKey() {
        return server().liveKey();
    }

    /// How often a picture with this prompt was drawn.
    long drawn(String prompt) {
        return server().test().drawn().stream().filter(prompt::equals).count();
    }

    /// How many orders were answered with a status, once they are as many as are expected: an
    /// answer is counted a moment after it has left.
    long answers(int status, long expected) {
        return Eventually.seen(() -> answers(status), count -> count >= expected);
    }

    /// How many orders were answered with a status.
    long answers(int status) {
        String metrics =
                new String(
                        server().get("/metrics").raw().body(),
                        java.nio.charset.StandardCharsets.UTF_8);
        Matcher count =
                Pattern.compile(
                                "zimage_http_requests_seconds_count\\{method=\"POST\",route=\"/v1/images/generations\",status=\"%d\"} (\\d+)"
                                        .formatted(status))
                        .matcher(metrics);
        return count.find() ? Long.parseLong(count.group(1)) : 0;
    }
}
