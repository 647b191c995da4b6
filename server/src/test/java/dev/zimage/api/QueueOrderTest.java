package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.TestKeys;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In which order tasks are drawn, seen by a client.
@OnEveryDatabase
class QueueOrderTest {

    private static final String GENERATIONS = "/api/v1/images/generations";
    @TempDir Path folder;

    @Test
    void the_one_task_of_an_account_overtakes_the_hundred_of_another() throws Exception {
        try (TestServer server = TestServer.start(folder, Map.of("engine.workers", "1"))) {
            String modest = TestKeys.ofNewAccount(server, "modest");
            server.submitted("slow: first");
            server.live().awaitStart();
            List<String> greedy = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                greedy.add(server.submitted("greedy " + i));
            }

            Reply only =
                    server.send(
                            server.request(GENERATIONS)
                                    .setHeader("Authorization", "Bearer " + modest)
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            java.net.http.HttpRequest.BodyPublishers.ofString(
                                                    TestServer.body("modest"))));
            assertThat(only.status()).isEqualTo(200);
            server.live().letGo(1);
            server.awaitEnd(greedy.getLast());

            assertThat(server.live().drawn().indexOf("modest")).isBetween(1, 2);
        }
    }

    @Test
    void positions_in_the_queue_count_from_one() throws Exception {
        try (TestServer server = TestServer.start(folder, Map.of("engine.workers", "1"))) {
            server.submitted("slow: running");
            server.live().awaitStart();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ids.add(server.submitted("slow: " + i));
            }
            List<Integer> counted = List.of(1, 2, 3);
            // Positions may be somewhat out of date.
            assertThat(Eventually.seen(() -> positions(server, ids), counted::equals))
                    .isEqualTo(counted);
        }
    }

    private static List<Integer> positions(TestServer server, List<String> ids) {
        return ids.stream()
                .map(id -> server.get("/api/v1/tasks/" + id).json().path("queue_position").asInt())
                .toList();
    }
}
