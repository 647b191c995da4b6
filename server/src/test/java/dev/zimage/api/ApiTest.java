package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.Accounts;
import dev.zimage.database.Database;
import dev.zimage.engine.Readiness;
import dev.zimage.server.Eventually;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What the API promises about tasks, seen by a client.
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
        try (TestServer server = TestServer.start(folder)) {
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

    @Test
    void the_one_task_of_an_account_overtakes_the_thousand_of_another() throws Exception {
        try (TestServer server = TestServer.start(folder, Map.of("engine.workers", "1"))) {
            String modest = keyOfNewAccount(server, "modest");
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

    private static String keyOfNewAccount(TestServer server, String name) {
        try (Database database = server.openDatabase()) {
            Clock clock = Clock.systemUTC();
            Accounts accounts = Accounts.open(database, clock, new SecureRandom());
            var account = accounts.create(name).orElseThrow();
            var _ =
                    accounts.ledger()
                            .grant(account.id(), new dev.zimage.accounts.Credits(100), null);
            return accounts.keys()
                    .create(account.id(), "key", dev.zimage.accounts.Mode.LIVE, null)
                    .secret()
                    .reveal();
        }
    }

    @Test
    void another_accounts_task_is_the_same_as_none() {
        try (TestServer server = TestServer.start(folder)) {
            String id = server.submitted("a cat");
            String outsider = keyOfNewAccount(server, "outsider");

            Reply reply =
                    server.send(
                            server.request("/api/v1/tasks/" + id)
                                    .setHeader("Authorization", "Bearer " + outsider));
            Reply none =
                    server.send(
                            server.request("/api/v1/tasks/task_" + "0".repeat(32))
                                    .setHeader("Authorization", "Bearer " + outsider));

            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.errorCode()).isEqualTo(40001);
            assertThat(none.errorCode()).isEqualTo(40001);
        }
    }

    @Test
    void a_test_key_draws_with_the_sketch_engine_and_costs_nothing() {
        try (TestServer server = TestServer.start(folder)) {
            Reply reply =
                    server.submit(
                            "a cat",
                            "Authorization",
                            "Bearer " + server.testKey(),
                            "Prefer",
                            "wait=30");

            assertThat(reply.json().path("engine").asString()).isEqualTo("sketch");
            assertThat(reply.json().path("credits").asLong()).isZero();
            assertThat(server.balance()).isEqualTo(10_000);
        }
    }

    @Test
    void keys_that_are_missing_wrong_or_revoked_are_told_apart() {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(unauthorised(server, null)).isEqualTo(10001);
            assertThat(unauthorised(server, "Basic abc")).isEqualTo(10002);
            assertThat(unauthorised(server, "Bearer ")).isEqualTo(10002);
            assertThat(unauthorised(server, "Bearer nonsense")).isEqualTo(10003);
            assertThat(unauthorised(server, "Bearer rk_live_" + "0".repeat(40))).isEqualTo(10003);
        }
    }

    private static int unauthorised(
            TestServer server, @org.jspecify.annotations.Nullable String header) {
        var request =
                java.net.http.HttpRequest.newBuilder(
                        java.net.URI.create(server.url("/api/v1/balance")));
        if (header != null) {
            request.header("Authorization", header);
        }
        Reply reply = server.send(request);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
        return reply.errorCode();
    }

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
