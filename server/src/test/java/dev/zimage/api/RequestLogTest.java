package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.zimage.server.Eventually;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

class RequestLogTest {

    @RegisterExtension static final SharedServer SHARED = new SharedServer();

    private final TestServer server = SHARED.get();
    private final Logger log = (Logger) LoggerFactory.getLogger("requests");
    private final Lines lines = new Lines();

    @BeforeEach
    void listen() {
        log.setLevel(Level.INFO);
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(lines);
        log.setLevel(null);
    }

    private Map<String, Object> lineOf(Reply reply) {
        return awaitLine(reply.header("x-request-id")).getKeyValuePairs().stream()
                .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
    }

    /// A line is written a moment after the answer has left.
    private ILoggingEvent awaitLine(String requestId) {
        return Eventually.seen(() -> lines.with(requestId), line -> !line.isEmpty()).getFirst();
    }

    /// Keeps what threads of the server log, while the test reads it.
    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final List<ILoggingEvent> list = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent line) {
            list.add(line);
        }

        List<ILoggingEvent> with(String text) {
            return list.stream()
                    .filter(line -> line.getKeyValuePairs().toString().contains(text))
                    .toList();
        }
    }

    @Test
    void a_request_is_a_line_with_what_is_needed_to_find_it_again() {
        Reply submitted = server.submit("a boat");

        Map<String, Object> line = lineOf(submitted);

        assertThat(line)
                .containsEntry("account", "default")
                .containsEntry("key", "key_1")
                .containsEntry("method", "POST")
                .containsEntry("route", "/api/v1/images/generations")
                .containsEntry("status", 200)
                .containsEntry("bytes", (long) submitted.raw().body().length)
                .containsEntry("client", "127.0.0.1")
                .containsKeys("request_id", "ms");
    }

    @Test
    void nothing_secret_is_in_a_line() {
        String prompt = "a secret plan";
        Reply task =
                server.submit(prompt, "Prefer", "wait=30", "Idempotency-Key", "hidden-idempotency");
        String link = task.json().at("/output/image_urls/0").asString();
        Reply picture = server.get(link);
        Reply unknown = server.get("/api/v1/secret-path?token=hidden");

        assertThat(lineOf(task).values().toString())
                .doesNotContain(prompt)
                .doesNotContain("hidden")
                .doesNotContain(server.liveKey().substring(8));
        assertThat(lineOf(picture))
                .containsEntry("route", "/media/tasks/{task}/{file}")
                .doesNotContainKey("account");
        assertThat(lineOf(picture).values().toString())
                .doesNotContain("signature")
                .doesNotContain(URI.create(link).getPath().split("/", -1)[3]);
        assertThat(lineOf(unknown)).containsEntry("route", "unknown").containsEntry("status", 404);
        assertThat(lineOf(unknown).values().toString()).doesNotContain("secret");
    }

    @Test
    void a_refused_key_has_no_account_and_a_made_up_method_no_name() {
        Reply refused =
                server.send(
                        server.request("/api/v1/balance").setHeader("Authorization", "Bearer x"));
        Reply odd =
                server.send(
                        HttpRequest.newBuilder(URI.create(server.url("/api/v1/balance")))
                                .method("BREW", HttpRequest.BodyPublishers.noBody()));

        assertThat(lineOf(refused)).containsEntry("status", 401).doesNotContainKey("account");
        assertThat(lineOf(odd)).containsEntry("method", "other").containsEntry("status", 405);
    }

    @Test
    void probes_are_logged_at_debug_only() {
        log.setLevel(Level.DEBUG);
        Reply live = server.get("/health/live");
        assertThat(awaitLine(live.header("x-request-id")).getLevel()).isEqualTo(Level.DEBUG);

        log.setLevel(Level.INFO);
        lines.list.clear();
        server.get("/health/ready");
        server.get("/metrics");
        awaitLine(server.get("/api/v1/balance").header("x-request-id"));

        assertThat(lines.with("/health/")).isEmpty();
    }
}
