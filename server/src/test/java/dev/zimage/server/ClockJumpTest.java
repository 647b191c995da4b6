package dev.zimage.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.database.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The clock of the machine is corrected, or the machine slept, while a picture is drawn.
class ClockJumpTest {

    private static final Duration JUMP = Duration.ofHours(2);

    @TempDir Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T12:00:00Z"));

    @Test
    void a_task_outlives_a_jump_that_is_longer_than_its_timeout_and_its_lease() throws Exception {
        try (TestServer server = started("5m")) {
            String task = server.submitted("slow: a cat");
            server.live().awaitStart();

            clock.advance(JUMP);

            Eventually.seen(() -> leaseEnd(server), end -> end > clock.millis());
            server.live().letGo(1);
            JsonNode ended = server.awaitEnd(task);
            assertThat(ended.path("status").asString()).isEqualTo("completed");
            assertThat(server.balance()).isEqualTo(10_000 - 4);
        }
    }

    @Test
    void a_task_times_out_although_the_clock_was_set_back() throws Exception {
        try (TestServer server = started("5s")) {
            String task = server.submitted("slow: a cat");
            server.live().awaitStart();

            clock.advance(JUMP.negated());

            assertThat(server.awaitEnd(task).path("error").path("code").asInt()).isEqualTo(80_002);
            assertThat(server.balance()).isEqualTo(10_000);
        }
    }

    private TestServer started(String timeout) {
        return TestServer.start(
                folder,
                clock,
                Map.of("task.timeout", timeout, "task.lease", "5s", "engine.workers", "1"));
    }

    private static long leaseEnd(TestServer server) {
        try (Database database = server.openDatabase()) {
            return database.read(tx ->
                    tx.createQuery("select max(lease_until) from tasks").mapTo(Long.class).one());
        }
    }
}
