package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// How tasks end that are not completed, seen by a client.
@OnEveryDatabase
class TaskEndsTest {

    @TempDir Path folder;

    @Test
    void a_failed_task_is_refunded_before_anybody_can_see_that_it_failed() {
        try (TestServer server = TestServer.start(folder)) {
            Map<String, Integer> codes =
                    Map.of(
                            "fail", 80001,
                            "crash", 80001,
                            "no memory", 80003,
                            "remote failure", 80007,
                            "remote silence", 80008);
            codes.forEach((prompt, code) -> {
                JsonNode task = server.awaitEnd(server.submitted(prompt));
                assertThat(task.path("status").asString()).isEqualTo("failed");
                assertThat(task.path("output").isNull()).isTrue();
                assertThat(task.path("error").path("code").asInt()).isEqualTo(code);
                assertThat(task.at("/usage/credits").asInt(-1)).isZero();
                assertThat(server.balance()).isEqualTo(10_000);
            });
        }
    }

    @Test
    void a_running_task_can_be_cancelled_and_stops() throws Exception {
        try (TestServer server = TestServer.start(folder, Map.of("engine.workers", "1"))) {
            String id = server.submitted("slow: a cat");
            server.live().awaitStart();

            Reply cancelled = server.post("/api/v1/tasks/" + id + "/cancel", "");

            assertThat(cancelled.status()).isEqualTo(200);
            assertThat(cancelled.json().path("status").asString()).isEqualTo("failed");
            assertThat(cancelled.json().path("error").path("code").asInt()).isEqualTo(80004);
            assertThat(cancelled.json().at("/usage/credits").asInt(-1)).isZero();
            assertThat(server.balance()).isEqualTo(10_000);
            assertThat(server.awaitEnd(server.submitted("next")).path("status").asString())
                    .isEqualTo("completed");
            Reply again = server.post("/api/v1/tasks/" + id + "/cancel", "");
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.errorCode()).isEqualTo(40901);
        }
    }

    @Test
    void a_task_that_takes_too_long_fails_and_its_worker_goes_on() throws Exception {
        try (TestServer server =
                TestServer.start(
                        folder,
                        Map.of("task.timeout", "5s", "task.lease", "5s", "engine.workers", "1"))) {
            JsonNode task = server.awaitEnd(server.submitted("slow: a cat"));

            assertThat(task.path("error").path("code").asInt()).isEqualTo(80002);
            assertThat(server.balance()).isEqualTo(10_000);
            assertThat(server.awaitEnd(server.submitted("next")).path("status").asString())
                    .isEqualTo("completed");
        }
    }
}
