package dev.zimage.api.openai;

import static dev.zimage.api.openai.OpenAiOrders.GENERATIONS;
import static dev.zimage.api.openai.OpenAiOrders.body;
import static dev.zimage.api.openai.OpenAiOrders.send;
import static dev.zimage.api.openai.OpenAiOrders.settings;
import static dev.zimage.api.openai.OpenAiOrders.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.Readiness;
import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Orders of several pictures, and what is to be tried again.
@OnEveryDatabase
class OpenAiBatchesTest {

    @TempDir Path folder;

    private TestServer start(String... settings) {
        return TestServer.start(folder, settings(settings));
    }

    @Test
    void a_cancelled_picture_is_not_to_be_tried_again() {
        try (TestServer server = start()) {
            String body = body("slow:", "");
            String key = "to-be-cancelled";
            Reply first = server.post(GENERATIONS, body, "Idempotency-Key", key);
            server.post("/api/v1/tasks/" + tasks(first).getFirst() + "/cancel", "");
            Reply again = server.post(GENERATIONS, body, "Idempotency-Key", key);

            assertThat(again.status()).isEqualTo(409);
            assertThat(again.json().path("error").path("code").asString())
                    .isEqualTo("task_cancelled");
            assertThat(again.header("x-should-retry")).isEqualTo("false");
        }
    }

    @Test
    void what_could_be_drawn_is_handed_over_when_a_part_fails() {
        try (TestServer server = start("engine.workers", "1")) {
            String body = body("slow:", ",\"n\":3");
            Reply first = send(server, body, 0);
            server.post("/api/v1/tasks/" + tasks(first).get(1) + "/cancel", "");
            server.live().letGo(2);
            tasks(first).forEach(server::awaitEnd);
            Reply retry = send(server, body, 1);

            assertThat(retry.status()).isEqualTo(200);
            assertThat(retry.json().path("data").size()).isEqualTo(2);
            assertThat(tasks(retry)).isEqualTo(tasks(first));
            assertThat(server.balance()).isEqualTo(10_000 - 8);
        }
    }

    @Test
    void all_pictures_are_paid_or_none_is_drawn() {
        try (TestServer server = start("price.z-image", "2", "openai.wait", "30s")) {
            Reply tooMany = server.post(GENERATIONS, body("cats", ",\"n\":6"));
            Reply enough = server.post(GENERATIONS, body("cats", ",\"n\":5"));

            assertThat(tooMany.status()).isEqualTo(429);
            assertThat(tooMany.header("x-should-retry")).isEqualTo("false");
            assertThat(tooMany.header("Retry-After")).isEmpty();
            assertThat(tooMany.json().path("error").path("code").asString())
                    .isEqualTo("insufficient_quota");
            assertThat(tooMany.json().path("error").path("message").asString())
                    .contains("12000", "10000");
            assertThat(enough.status()).isEqualTo(200);
            assertThat(server.live().drawn()).hasSize(5);
            assertThat(server.balance()).isZero();
        }
    }

    @Test
    void all_pictures_count_against_the_limit_of_tasks_in_flight() {
        try (TestServer server = start("limits.tasks_in_flight", "5", "engine.workers", "1")) {
            Reply never = server.post(GENERATIONS, body("cats", ",\"n\":6"));
            server.post(GENERATIONS, body("slow:", ",\"n\":2"));
            Reply notNow = server.post(GENERATIONS, body("cats", ",\"n\":4"));
            server.live().letGo(9);

            assertThat(never.status()).isEqualTo(429);
            assertThat(never.header("x-should-retry")).isEqualTo("false");
            assertThat(notNow.status()).isEqualTo(429);
            assertThat(notNow.header("x-should-retry")).isEqualTo("true");
            assertThat(notNow.json().path("error").path("code").asString())
                    .isEqualTo("rate_limit_exceeded");
            assertThat(server.balance()).isEqualTo(10_000 - 8);
        }
    }

    @Test
    void all_pictures_count_against_the_capacity_of_the_queue() {
        try (TestServer server = start("queue.capacity", "3")) {
            Reply reply = server.post(GENERATIONS, body("cats", ",\"n\":4"));

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.json().path("error").path("code").asString())
                    .isEqualTo("server_is_overloaded");
            assertThat(server.balance()).isEqualTo(10_000);
        }
    }

    @Test
    void a_request_over_the_rate_is_to_be_tried_again() {
        try (TestServer server = start("limits.requests_per_minute", "1")) {
            server.get("/v1/models");
            Reply reply = server.get("/v1/models");

            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.header("x-should-retry")).isEqualTo("true");
            assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(1, 60);
            assertThat(reply.json().path("error").path("type").asString()).isEqualTo("requests");
        }
    }

    @Test
    void a_model_that_is_being_loaded_is_waited_for() {
        try (TestServer server = start()) {
            server.live().become(new Readiness.Loading(0.5));
            Reply reply = server.post(GENERATIONS, body("a cat", ""));

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("x-should-retry")).isEqualTo("true");
            assertThat(reply.header("Retry-After")).isEqualTo("10");
        }
    }
}
