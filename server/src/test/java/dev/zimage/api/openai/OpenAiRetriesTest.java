package dev.zimage.api.openai;

import static dev.zimage.api.openai.OpenAiOrders.COUNT;
import static dev.zimage.api.openai.OpenAiOrders.GENERATIONS;
import static dev.zimage.api.openai.OpenAiOrders.body;
import static dev.zimage.api.openai.OpenAiOrders.send;
import static dev.zimage.api.openai.OpenAiOrders.settings;
import static dev.zimage.api.openai.OpenAiOrders.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.database.Database;
import dev.zimage.engine.Readiness;
import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.SettableClock;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of pictures that take longer than a request, and of those whose client went away.
@OnEveryDatabase
class OpenAiRetriesTest {

    @TempDir Path folder;

    private TestServer start(String... settings) {
        return TestServer.start(folder, settings(settings));
    }

    private static void assertStillDrawing(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.json().path("error").path("code").asString())
                .isEqualTo("still_processing");
        assertThat(reply.header("x-should-retry")).isEqualTo("true");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(reply.json().path("error").path("message").asString())
                .contains(reply.header("x-task-id"));
    }

    @Test
    void a_slow_picture_is_waited_for_again_and_again() {
        try (TestServer server = start()) {
            String body = body("slow:", ",\"n\":2");

            Reply first = send(server, body, 0);
            Reply second = send(server, body, 1);
            server.live().letGo(2);
            tasks(first).forEach(server::awaitEnd);
            Reply third = send(server, body, 2);

            assertStillDrawing(first);
            assertStillDrawing(second);
            assertThat(third.status()).isEqualTo(200);
            assertThat(third.json().path("data").size()).isEqualTo(2);
            assertThat(tasks(second)).isEqualTo(tasks(first));
            assertThat(tasks(third)).isEqualTo(tasks(first));
            assertThat(server.balance()).isEqualTo(10_000 - 8);
        }
    }

    @Test
    void a_client_that_does_not_count_joins_once_it_was_told_to_come_again() {
        try (TestServer server = start()) {
            String body = body("slow:", "");

            Reply first = server.post(GENERATIONS, body);
            server.live().letGo(2);
            tasks(first).forEach(server::awaitEnd);
            Reply second = server.post(GENERATIONS, body);
            Reply third = server.post(GENERATIONS, body);

            assertThat(tasks(second)).isEqualTo(tasks(first));
            assertThat(tasks(third)).isNotEqualTo(tasks(first));
            assertThat(server.balance()).isEqualTo(10_000 - 8);
        }
    }

    @Test
    void an_order_that_was_paid_and_then_could_not_be_looked_at_is_joined_by_the_next()
            throws Exception {
        try (TestServer server = start("openai.wait", "30s");
                Database database = server.openDatabase()) {
            String body = body("slow:", "");
            CompletableFuture<Reply> first =
                    CompletableFuture.supplyAsync(() -> server.post(GENERATIONS, body));
            server.live().awaitStart();
            database.write(tx -> tx.execute("alter table images rename to gone"));
            assertThat(first.get(2, TimeUnit.MINUTES).status()).isEqualTo(503);
            database.write(tx -> tx.execute("alter table gone rename to images"));
            server.live().letGo(1);
            Reply second = server.post(GENERATIONS, body);

            assertThat(second.status()).isEqualTo(200);
            assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(server.balance()).isEqualTo(10_000 - 4);
        }
    }

    @Test
    void a_client_that_hung_up_finds_its_picture() throws Exception {
        try (TestServer server = start("openai.wait", "30s");
                HttpClient client = HttpClient.newHttpClient()) {
            String body = body("slow:", "");
            HttpRequest order =
                    server.request(GENERATIONS)
                            .header("Content-Type", "application/json")
                            .header(COUNT, "0")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build();

            var answer = client.sendAsync(order, BodyHandlers.discarding());
            server.live().awaitStart();
            assertThat(answer.cancel(true)).as("the client hangs up").isTrue();
            server.live().letGo(1);
            Reply retry = send(server, body, 1);

            assertThat(retry.status()).isEqualTo(200);
            assertThat(retry.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(server.live().drawn()).hasSize(1);
            assertThat(server.balance()).isEqualTo(10_000 - 4);
        }
    }

    @Test
    void a_retry_finds_its_tasks_after_a_restart() {
        try (TestServer server = start("server.shutdown_grace", "0s")) {
            String body = body("slow:", "");
            Reply first = send(server, body, 0);

            server.stop();
            server.live().letGo(5);
            server.start();
            tasks(first).forEach(server::awaitEnd);
            Reply retry = send(server, body, 1);

            assertThat(retry.status()).isEqualTo(200);
            assertThat(tasks(retry)).isEqualTo(tasks(first));
            assertThat(server.balance()).isEqualTo(10_000 - 4);
        }
    }

    @Test
    void two_equal_orders_under_way_each_keep_their_own_picture() {
        try (TestServer server = start()) {
            String body = body("slow:", "");
            Reply one = send(server, body, 0);
            // The first was told to come again, and what comes without a count would join it.
            Reply two = send(server, body("slow:", ""), 0);
            Reply oneAgain = send(server, body, 1);
            server.live().letGo(2);

            assertThat(tasks(oneAgain)).isEqualTo(tasks(one)).isNotEqualTo(tasks(two));
        }
    }

    @Test
    void equal_orders_that_overlap_are_not_mixed_up() throws Exception {
        try (TestServer server = start("openai.wait", "4s", "engine.workers", "4")) {
            String body = body("slow:", "");
            List<Reply> first = twice(() -> send(server, body, 0));
            List<Reply> second = twice(() -> send(server, body, 1));
            server.live().letGo(2);
            List<Reply> third = twice(() -> send(server, body, 2));

            assertThat(first).flatExtracting(OpenAiOrders::tasks).doesNotHaveDuplicates();
            assertThat(second)
                    .flatExtracting(OpenAiOrders::tasks)
                    .containsExactlyInAnyOrderElementsOf(
                            first.stream().flatMap(reply -> tasks(reply).stream()).toList());
            assertThat(third)
                    .flatExtracting(OpenAiOrders::tasks)
                    .containsExactlyInAnyOrderElementsOf(
                            first.stream().flatMap(reply -> tasks(reply).stream()).toList());
            assertThat(server.balance()).isEqualTo(10_000 - 8);
        }
    }

    private static List<Reply> twice(java.util.concurrent.Callable<Reply> request)
            throws Exception {
        try (var executor = java.util.concurrent.Executors.newFixedThreadPool(2)) {
            List<Reply> replies = new java.util.ArrayList<>();
            for (var future : executor.invokeAll(List.of(request, request))) {
                replies.add(future.get());
            }
            return replies;
        }
    }

    @Test
    void a_retry_of_another_key_or_of_another_picture_gets_its_own_task() {
        try (TestServer server = start()) {
            String body = body("slow:", "");
            Reply first = send(server, body, 0);
            Reply otherPicture = send(server, body.replace("}", ",\"size\":\"1792x1024\"}"), 1);
            Reply otherKey =
                    server.post(
                            GENERATIONS,
                            body,
                            COUNT,
                            "1",
                            "Authorization",
                            "Bearer " + server.testKey());
            server.live().letGo(9);
            server.test().letGo(9);

            assertThat(List.of(tasks(otherPicture), tasks(otherKey)))
                    .doesNotContain(tasks(first))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void a_retry_after_a_failure_gets_a_new_task() {
        try (TestServer server = start("openai.wait", "30s")) {
            String body = body("fail:", "");

            Reply first = send(server, body, 0);
            Reply retry = send(server, body, 1);

            assertThat(tasks(retry)).isNotEqualTo(tasks(first));
            assertThat(server.balance()).isEqualTo(10_000);
        }
    }

    @Test
    void an_order_is_remembered_for_a_quarter_of_an_hour_after_it_was_asked_for() {
        SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
        try (TestServer server = TestServer.start(folder, clock, settings())) {
            String body = body("a cat", "");
            Reply first = send(server, body, 0);
            clock.advance(Duration.ofMinutes(14));
            Reply soon = send(server, body, 1);
            clock.advance(Duration.ofMinutes(14));
            Reply later = send(server, body, 2);
            clock.advance(Duration.ofMinutes(16));
            Reply tooLate = send(server, body, 3);

            assertThat(tasks(soon)).isEqualTo(tasks(first));
            assertThat(tasks(later)).isEqualTo(tasks(first));
            assertThat(tasks(tooLate)).isNotEqualTo(tasks(first));
        }
    }

    @Test
    void a_retry_finds_its_picture_while_the_model_is_not_ready() {
        try (TestServer server = start("openai.wait", "30s")) {
            String body = body("a cat", "");
            Reply first = send(server, body, 0);
            String other = body("a dog", "");
            Reply keyed = server.post(GENERATIONS, other, "Idempotency-Key", "order-1");
            server.live().become(new Readiness.Loading(0.5));
            Reply retry = send(server, body, 1);
            Reply keyedAgain = server.post(GENERATIONS, other, "Idempotency-Key", "order-1");
            Reply fresh = send(server, body("a cow", ""), 1);

            assertThat(retry.status()).isEqualTo(200);
            assertThat(tasks(retry)).isEqualTo(tasks(first));
            assertThat(keyedAgain.status()).isEqualTo(200);
            assertThat(tasks(keyedAgain)).isEqualTo(tasks(keyed));
            assertThat(fresh.status()).isEqualTo(503);
            assertThat(server.balance()).isEqualTo(10_000 - 8);
        }
    }
}
