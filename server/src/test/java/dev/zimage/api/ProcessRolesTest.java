package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.database.PostgresCluster;
import dev.zimage.engine.Fault;
import dev.zimage.engine.Readiness;
import dev.zimage.server.Eventually;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Processes that take orders and processes that draw, on one database.
class ProcessRolesTest {

    @TempDir Path folder;

    private TestServer start(String role, String... settings) {
        Map<String, String> all = new HashMap<>();
        all.put("server.role", role);
        all.put("engine.name", "sketch");
        all.put("database.url", PostgresCluster.url(folder));
        all.put("media.store", folder.resolve("pictures").toString());
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return TestServer.start(folder.resolve(role), all);
    }

    @Test
    void an_order_that_one_process_takes_is_drawn_by_another() {
        try (TestServer worker = start("worker");
                TestServer api = start("api")) {
            assertReady(api);
            JsonNode waited = api.submit("a boat", "Prefer", "wait=30").json();
            assertThat(waited.path("status").asString()).isEqualTo("completed");
            String link = waited.path("output").path("image_urls").path(0).asString();

            assertThat(api.get(link).status()).isEqualTo(200);
            assertThat(worker.live().drawn()).containsExactly("a boat");
            assertThat(api.live().drawn()).isEmpty();
            assertThat(api.balance()).isEqualTo(9_996);
        }
    }

    @Test
    void a_picture_is_watched_and_cancelled_through_a_process_that_does_not_draw_it()
            throws Exception {
        try (TestServer worker = start("worker");
                TestServer api = start("api")) {
            assertReady(api);
            String id = api.submitted("slow: a boat");
            worker.live().awaitStart();
            JsonNode half =
                    Eventually.seen(
                            () -> api.get("/api/v1/tasks/" + id).json(),
                            task -> task.path("progress").asDouble() > 0);
            assertThat(half.path("progress").asDouble()).isEqualTo(0.5);

            assertThat(api.post("/api/v1/tasks/" + id + "/cancel", "{}").status()).isEqualTo(200);

            // The worker draws the next one, although nobody has let the first one go.
            String next = api.submitted("slow: another");
            worker.live().awaitStart();
            worker.live().letGo(2);
            assertThat(api.awaitEnd(next).path("status").asString()).isEqualTo("completed");
            assertThat(api.awaitEnd(id).path("error").path("code").asInt()).isEqualTo(80_004);
            assertThat(api.balance()).isEqualTo(9_996);
        }
    }

    @Test
    void a_worker_answers_for_its_health_and_nothing_else() {
        try (TestServer worker = start("worker")) {
            assertThat(worker.get("/health/live").status()).isEqualTo(200);
            assertThat(worker.get("/health/ready").status()).isEqualTo(200);
            assertThat(worker.get("/metrics").status()).isEqualTo(200);
            for (String path :
                    new String[] {"/api/v1/balance", "/v1/models", "/mcp", "/", "/openapi.json"}) {
                assertThat(worker.get(path).status()).as(path).isEqualTo(404);
            }
            assertThat(worker.submit("a boat").status()).isEqualTo(404);
        }
    }

    @Test
    void orders_wait_for_a_worker_to_come_back_and_are_refused_when_none_does() {
        try (TestServer api = start("api")) {
            Reply none = api.submit("nobody draws it");
            assertThat(none.status()).isEqualTo(503);
            assertThat(none.errorCode()).isEqualTo(70_001);
            assertThat(none.header("Retry-After")).isNotEmpty();
            assertThat(api.get("/health/ready").status()).isEqualTo(503);
            String waiting;
            try (TestServer worker = start("worker")) {
                assertReady(api);
                api.awaitEnd(api.submitted("drawn"));
                assertThat(worker.live().drawn()).containsExactly("drawn");

                worker.live()
                        .become(
                                new Readiness.Unreachable(
                                        new Fault("its servers are away", "start them"),
                                        Duration.ofSeconds(1)));
                Reply broken =
                        Eventually.seen(
                                () -> api.get("/health/ready"),
                                reply -> !stateOfEngine(reply).equals("ready"));
                assertThat(stateOfEngine(broken))
                        .startsWith("it cannot be used by the workers since")
                        .endsWith("orders are refused");
                Reply refused = api.submit("nobody can draw it");
                assertThat(refused.errorCode()).isEqualTo(60_012);
                assertThat(refused.header("Retry-After")).isNotEmpty();
                worker.live().become(new Readiness.Ready());
                assertReady(api);
            }

            Reply ready =
                    Eventually.seen(
                            () -> api.get("/health/ready"),
                            reply -> stateOfEngine(reply).startsWith("no worker since"));
            assertThat(ready.status()).isEqualTo(200);
            assertThat(stateOfEngine(ready)).endsWith("orders are queued");
            waiting = api.submitted("drawn later");
            try (TestServer worker = start("worker")) {
                api.awaitEnd(waiting);
                assertThat(worker.live().drawn()).containsExactly("drawn later");
            }
        }
        try (TestServer impatient = start("api", "queue.patience", "0s")) {
            Reply refused =
                    Eventually.seen(
                            () -> impatient.submit("nobody draws it"),
                            reply -> reply.status() == 503);
            assertThat(refused.errorCode()).isEqualTo(70_001);
            assertThat(stateOfEngine(impatient.get("/health/ready")))
                    .endsWith("orders are refused");
        }
    }

    private static String stateOfEngine(Reply ready) {
        return ready.json().path("engines").path("stripes").asString();
    }

    private static void assertReady(TestServer server) {
        assertThat(
                        Eventually.seen(
                                        () -> server.get("/health/ready"),
                                        reply ->
                                                reply.status() == 200
                                                        && stateOfEngine(reply).equals("ready"))
                                .status())
                .isEqualTo(200);
    }
}
