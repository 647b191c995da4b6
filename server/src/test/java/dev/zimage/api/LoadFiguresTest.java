package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import dev.zimage.server.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the figures say while tasks wait.
class LoadFiguresTest {

    @TempDir Path folder;

    @Test
    void a_waiting_task_ages_until_it_is_drawn_and_changes_are_counted() throws Exception {
        try (TestServer server = TestServer.start(folder, Map.of("engine.workers", "1"))) {
            String engine = server.live().name();
            String oldest = "zimage_tasks_oldest_seconds{engine=\"" + engine + "\"}";
            String drawn = server.submitted("slow: drawn first");
            server.live().awaitStart();
            String waiting = server.submitted("a cat");

            assertThat(Eventually.seen(() -> figure(server, oldest), age -> age > 0)).isPositive();
            assertThat(figure(server, "zimage_database_changes_total")).isGreaterThanOrEqualTo(2);
            assertThat(figure(server, "zimage_database_commits_total")).isPositive();
            assertThat(figure(server, "zimage_database_connections_most")).isPositive();
            server.live().letGo(1);

            server.awaitEnd(drawn);
            server.awaitEnd(waiting);
            assertThat(Eventually.seen(() -> figure(server, oldest), age -> age == 0)).isZero();
        }
    }

    /// A figure of `/metrics` by its name and labels; NaN when there is none.
    private static double figure(TestServer server, String name) {
        return new String(server.get("/metrics").raw().body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }
}
