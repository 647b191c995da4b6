package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.Readiness;
import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Orders that are not taken now, and when they may come again.
@OnEveryDatabase
class RefusedOrdersTest {

    private static final String GENERATIONS = "/api/v1/images/generations";
    @TempDir Path folder;

    @Test
    void more_requests_than_the_limit_are_told_when_to_come_again() {
        try (TestServer server =
                TestServer.start(folder, Map.of("limits.requests_per_minute", "3"))) {
            long begun = System.nanoTime();
            Reply first = server.get("/api/v1/balance");
            server.get("/api/v1/balance");
            server.get("/api/v1/balance");
            Reply fourth = server.get("/api/v1/balance");
            int gone = 1 + (int) Duration.ofNanos(System.nanoTime() - begun).toSeconds();

            assertThat(first.header("RateLimit-Policy")).isEqualTo("\"requests\";q=3;w=60");
            assertThat(first.header("x-ratelimit-limit-requests")).isEqualTo("3");
            assertThat(first.header("x-ratelimit-remaining-requests")).isEqualTo("2");
            assertThat(fourth.status()).isEqualTo(429);
            assertThat(fourth.errorCode()).isEqualTo(50001);
            assertThat(Integer.parseInt(fourth.header("Retry-After"))).isBetween(20 - gone, 20);
            assertThat(fourth.header("RateLimit")).startsWith("\"requests\";r=0;t=");
        }
    }

    @Test
    void an_account_has_no_more_tasks_in_flight_than_it_may() {
        try (TestServer server = TestServer.start(folder, Map.of("limits.tasks_in_flight", "4"))) {
            for (int i = 0; i < 4; i++) {
                assertThat(server.submit("slow: " + i).status()).isEqualTo(200);
            }
            Reply fifth = server.submit("slow: 5");
            assertThat(fifth.status()).isEqualTo(429);
            assertThat(fifth.errorCode()).isEqualTo(50002);
            assertThat(fifth.header("Retry-After")).isNotEmpty();
        }
    }

    @Test
    void a_full_queue_is_said_to_be_full() throws Exception {
        try (TestServer server =
                TestServer.start(folder, Map.of("queue.capacity", "3", "engine.workers", "1"))) {
            server.submitted("slow: running");
            server.live().awaitStart();
            for (int i = 0; i < 3; i++) {
                assertThat(server.submit("slow: " + i).status()).isEqualTo(200);
            }
            String order = TestServer.body("one more");
            for (String path : List.of(GENERATIONS, GENERATIONS + "?dry_run=true")) {
                Reply next = server.post(path, order);
                assertThat(next.status()).isEqualTo(503);
                assertThat(next.errorCode()).isEqualTo(60010);
                assertThat(next.header("Retry-After")).isNotEmpty();
            }
        }
    }

    @Test
    void nothing_is_taken_while_the_model_is_not_ready() {
        try (TestServer server = TestServer.start(folder)) {
            server.live().become(new Readiness.Loading(0.5));
            Reply loading = server.submit("a cat");

            assertThat(loading.status()).isEqualTo(503);
            assertThat(loading.errorCode()).isEqualTo(60012);
            assertThat(server.get("/health/ready").status()).isEqualTo(503);
            assertThat(server.balance()).isEqualTo(10_000);
        }
    }

    @Test
    void an_order_that_came_before_is_answered_while_the_model_is_not_ready() {
        try (TestServer server = TestServer.start(folder)) {
            String key = "Idempotency-Key";
            Reply first = server.submit("a cat", key, "order-1");
            server.live().become(new Readiness.Loading(0.5));
            Reply again = server.submit("a cat", key, "order-1");
            Reply reused = server.submit("a dog", key, "order-1");
            Reply fresh = server.submit("a dog", key, "order-2");

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(again.json()).isEqualTo(first.json());
            assertThat(reused.errorCode()).isEqualTo(20009);
            assertThat(fresh.errorCode()).isEqualTo(60012);
            assertThat(server.balance()).isEqualTo(10_000 - 4);
        }
    }
}
