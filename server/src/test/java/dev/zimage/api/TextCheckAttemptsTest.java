package dev.zimage.api;

import static dev.zimage.api.PosterOrders.POSTER;
import static dev.zimage.api.PosterOrders.drawn;
import static dev.zimage.api.PosterOrders.submitted;
import static dev.zimage.api.PosterOrders.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.database.Database;
import dev.zimage.server.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Tasks that end while pictures are drawn again for their texts.
class TextCheckAttemptsTest {

    @TempDir Path folder;
    @AutoClose private @Nullable TestServer server;

    private TestServer start(Map<String, String> settings) {
        server = TestServer.start(folder, settings);
        return server;
    }

    @Test
    void a_failed_second_attempt_leaves_the_first_picture() {
        TestServer server = start(Map.of("text_check.attempts", "2"));
        server.live().write("OPENNING SOON", "");
        JsonNode task = drawn(server, POSTER, "retry");
        assertThat(task.path("status").asString()).isEqualTo("completed");
        assertThat(task.path("seed").asLong()).isEqualTo(7);
        assertThat(texts(task)).startsWith("{\"exact\":false,\"attempts\":2,");
    }

    @Test
    void a_cancel_between_two_attempts_gives_the_credits_back() throws Exception {
        TestServer server = start(Map.of());
        server.live().write("OPENNING SOON", "OPENING SOON");
        String id = duringSecondAttempt(server);
        assertThat(server.post("/api/v1/tasks/" + id + "/cancel", "{}").status()).isEqualTo(200);
        JsonNode task = server.awaitEnd(id);
        assertThat(task.path("error").path("code").asInt()).isEqualTo(80004);
        assertThat(server.balance()).isEqualTo(10_000);
        server.live().letGo(10);
        server.live().write("OPENING SOON");
        assertThat(texts(drawn(server, POSTER, "retry"))).startsWith("{\"exact\":true");
    }

    /// A task whose first picture was wrong and whose second has begun.
    private static String duringSecondAttempt(TestServer server) throws Exception {
        String id = submitted(server, "slow: " + POSTER, "retry");
        server.live().awaitStart();
        server.live().letGo(1);
        server.live().awaitStart();
        JsonNode task = server.get("/api/v1/tasks/" + id).json();
        assertThat(task.path("status").asString()).isEqualTo("processing");
        assertThat(texts(task)).startsWith("{\"exact\":false,\"attempts\":1,");
        assertThat(task.path("progress").asDouble()).isBetween(0.5, 0.75);
        return id;
    }

    @Test
    void a_worker_that_loses_its_claim_between_attempts_stops() throws Exception {
        TestServer server = start(Map.of("engine.workers", "1"));
        server.live().write("OPENNING SOON", "OPENING SOON", "OPENING SOON");
        String id = duringSecondAttempt(server);
        try (Database database = server.openDatabase()) {
            database.write(tx ->
                    tx.execute(
                            """
                            update tasks set worker = 'another', attempts = attempts + 1,
                                   lease_until = 0\
                            """));
        }
        server.live().letGo(1);
        server.live().awaitStart();
        server.live().letGo(10);
        JsonNode task = server.awaitEnd(id);
        assertThat(task.path("status").asString()).isEqualTo("completed");
        assertThat(task.path("seed").asLong()).isEqualTo(7);
        assertThat(texts(task)).startsWith("{\"exact\":true,\"attempts\":1,");
        assertThat(server.balance()).isEqualTo(10_000 - 4);
    }

    @Test
    void the_timeout_holds_for_all_attempts_together() throws Exception {
        TestServer server =
                start(Map.of("task.timeout", "12s", "task.lease", "5s", "engine.workers", "1"));
        // Loads the reader, which takes its time.
        drawn(server, POSTER, "report");
        server.live().write("OPENNING SOON", "OPENING SOON");
        long before = server.balance();

        JsonNode task = server.awaitEnd(duringSecondAttempt(server));

        assertThat(task.path("status").asString()).isEqualTo("failed");
        assertThat(task.path("error").path("code").asInt()).isEqualTo(80002);
        assertThat(task.path("usage").path("credits").asInt()).isZero();
        assertThat(server.balance()).isEqualTo(before);
        server.live().letGo(10);
        server.live().write("OPENING SOON");
        assertThat(texts(drawn(server, POSTER, "retry"))).startsWith("{\"exact\":true");
    }
}
