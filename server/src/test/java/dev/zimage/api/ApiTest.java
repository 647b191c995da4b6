package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What the API promises about orders and the tasks that they become, seen by a client.
@OnEveryDatabase
class ApiTest {

    private static final String GENERATIONS = "/api/v1/images/generations";
    @TempDir Path folder;

    @Test
    void the_answer_to_a_submission_has_the_shape_of_the_original() {
        try (TestServer server = TestServer.start(folder)) {
            Reply reply = server.submit("a cat");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().propertyNames())
                    .containsExactly("id", "model", "status", "created_at");
            String id = reply.json().path("id").asString();
            assertThat(id).matches("task_[0-9a-f]{32}");
            assertThat(id.charAt("task_".length() + 12)).isEqualTo('7');
            assertThat(reply.json().path("status").asString()).isEqualTo("processing");
            assertThat(reply.header("Location")).isEqualTo("/api/v1/tasks/" + id);
            assertThat(reply.header("x-request-id")).matches("req_[0-9a-f-]{36}");
        }
    }

    @Test
    void the_envelope_has_all_members_at_any_time() {
        try (TestServer server = TestServer.start(folder)) {
            String id = server.submitted("slow: a cat");
            JsonNode processing = server.get("/api/v1/tasks/" + id).json();
            server.live().letGo(1);
            JsonNode completed = server.awaitEnd(id);

            assertThat(processing.propertyNames())
                    .containsExactly(
                            "id",
                            "model",
                            "status",
                            "created_at",
                            "output",
                            "error",
                            "progress",
                            "queue_position",
                            "started_at",
                            "finished_at",
                            "seed",
                            "credits",
                            "usage",
                            "width",
                            "height",
                            "engine",
                            "expires_at",
                            "metadata",
                            "text_check",
                            "missing_characters");
            assertThat(completed.propertyNames()).isEqualTo(processing.propertyNames());
            assertThat(processing.path("output").isNull()).isTrue();
            assertThat(completed.path("progress").asDouble()).isEqualTo(1);
            assertThat(completed.path("engine").asString()).isEqualTo("stripes");
            assertThat(processing.path("usage").toString()).isEqualTo("{\"credits\":4}");
            assertThat(completed.path("usage")).isEqualTo(processing.path("usage"));
        }
    }

    @Test
    void while_a_task_is_processed_the_client_is_told_when_to_ask_again() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            String id = server.submitted("slow: a cat");
            server.live().awaitStart();

            Reply running = server.get("/api/v1/tasks/" + id);
            assertThat(running.header("Retry-After")).isEqualTo("1");
            assertThat(running.header("Cache-Control")).isEqualTo("no-store");
            assertThat(running.json().path("progress").asDouble()).isEqualTo(0.5);
            assertThat(running.json().path("queue_position").isNull()).isTrue();

            server.live().letGo(1);
            server.awaitEnd(id);
            assertThat(server.get("/api/v1/tasks/" + id).header("Retry-After")).isEmpty();
        }
    }

    @Test
    void what_was_asked_for_comes_back_in_the_envelope() {
        try (TestServer server = TestServer.start(folder, TestServer.WHOLE_PICTURES)) {
            Reply reply =
                    server.post(
                            GENERATIONS,
                            """
                            {"model":"z-image","prompt":"一只猫","aspect_ratio":"16:9","seed":4294967295,
                             "output_format":"png","metadata":{"order":"17","käse":"ja"},"n":1}
                            """,
                            "Prefer",
                            "wait=30");

            JsonNode task = reply.json();
            assertThat(task.path("status").asString()).isEqualTo("completed");
            assertThat(task.path("width").asInt()).isEqualTo(1280);
            assertThat(task.path("height").asInt()).isEqualTo(720);
            assertThat(task.path("seed").asLong()).isEqualTo(4_294_967_295L);
            assertThat(task.path("metadata").path("käse").asString()).isEqualTo("ja");
            Reply picture = server.get(task.path("output").path("image_urls").path(0).asString());
            assertThat(picture.header("Content-Type")).isEqualTo("image/png");
        }
    }

    @Test
    void a_client_that_prefers_to_wait_gets_the_finished_task() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            CompletableFuture<Reply> waiting =
                    CompletableFuture.supplyAsync(
                            () -> server.submit("slow: a cat", "Prefer", "wait=50"));
            server.live().awaitStart();
            server.live().letGo(1);

            Reply reply = waiting.get();
            assertThat(reply.json().path("status").asString()).isEqualTo("completed");
            assertThat(reply.header("Preference-Applied")).isEqualTo("wait=50");
        }
    }

    @Test
    void a_wait_that_is_too_short_answers_with_the_task_as_it_is() {
        try (TestServer server = TestServer.start(folder)) {
            Reply reply = server.submit("slow: a cat", "Prefer", "respond-async, wait=1");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().path("status").asString()).isEqualTo("processing");
        }
    }

    @Test
    void the_same_idempotency_key_answers_with_the_same_task() {
        try (TestServer server = TestServer.start(folder)) {
            Reply first = server.submit("a cat", "Idempotency-Key", "order-17");
            Reply again =
                    server.post(
                            GENERATIONS,
                            "{ \"prompt\": \"a cat\", \"model\": \"z-image\" }",
                            "Idempotency-Key",
                            "order-17");
            Reply other = server.submit("a dog", "Idempotency-Key", "order-17");

            assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(other.status()).isEqualTo(422);
            assertThat(other.errorCode()).isEqualTo(20009);
            assertThat(server.balance()).isEqualTo(9_996);
        }
    }

    @Test
    void the_order_of_members_makes_no_other_order_in_metadata_either() {
        try (TestServer server = TestServer.start(folder)) {
            String order = "{\"model\":\"z-image\",\"prompt\":\"a cat\",\"metadata\":{%s}}";
            String[] key = {"Idempotency-Key", "order-18"};

            Reply first = server.post(GENERATIONS, order.formatted("\"a\":\"1\",\"b\":\"2\""), key);
            Reply again = server.post(GENERATIONS, order.formatted("\"b\":\"2\",\"a\":\"1\""), key);
            Reply other = server.post(GENERATIONS, order.formatted("\"a\":\"2\",\"b\":\"1\""), key);

            assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
            assertThat(other.errorCode()).isEqualTo(20009);
        }
    }

    @Test
    void a_dry_run_says_what_it_would_cost_and_does_nothing() {
        try (TestServer server = TestServer.start(folder)) {
            Reply reply = server.post(GENERATIONS + "?dry_run=true", TestServer.body("a cat"));

            assertThat(reply.json().propertyNames())
                    .containsExactly(
                            "model",
                            "credits",
                            "usd",
                            "width",
                            "height",
                            "balance",
                            "eta_seconds",
                            "texts");
            assertThat(reply.json().path("credits").asLong()).isEqualTo(4);
            assertThat(reply.json().path("usd").asDouble()).isEqualTo(0.004);
            assertThat(server.balance()).isEqualTo(10_000);
            assertThat(server.get("/api/v1/tasks").json().path("data")).isEmpty();
            assertThat(
                            server.post(GENERATIONS + "?dryrun=true", TestServer.body("a cat"))
                                    .errorMessage())
                    .contains("dryrun", "dry_run");
        }
    }
}
