package dev.zimage.upstream;

import static dev.zimage.upstream.Pictures.order;
import static dev.zimage.upstream.Pictures.pixels;
import static dev.zimage.upstream.TestEngines.failure;
import static dev.zimage.upstream.TestEngines.jobs;
import static dev.zimage.upstream.TestEngines.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException.Cause;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.ProgressListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Servers that keep a queue of jobs, by their presets.
class JobServersTest {

    @Test
    void stable_diffusion_cpp_draws_a_job() throws Exception {
        AtomicInteger polls = new AtomicInteger();
        try (ImitatedServer sdcpp =
                        ImitatedServer.start((request, exchange) -> {
                            if (request.method().equals("POST")) {
                                exchange.json(202, "{\"id\":\"job_1\",\"status\":\"queued\"}");
                            } else if (polls.incrementAndGet() < 3) {
                                exchange.json(
                                        200,
                                        "{\"id\":\"job_1\",\"status\":\"generating\",\"result\":null}");
                            } else {
                                exchange.json(
                                        200,
                                        """
                                        {"id":"job_1","status":"completed","result":
                                        {"output_format":"png","images":[{"index":0,"b64_json":"%s"}]}}\
                                        """
                                                .formatted(Pictures.base64(7)));
                            }
                        });
                UpstreamEngine engine = jobs("sdcpp", sdcpp)) {
            GeneratedImage image = engine.generate(order("task_1"), ProgressListener.NONE);

            assertThat(pixels(image)).isEqualTo(pixels(Pictures.png(7)));
            assertThat(sdcpp.requests("POST", "/sdcpp/v1/img_gen").getFirst().json().toString())
                    .isEqualTo(
                            """
                            {"prompt":"a cat","width":64,"height":64,"seed":7,"batch_count":1,\
                            "sample_params":{"sample_steps":9},"output_format":"png"}\
                            """);
            assertThat(sdcpp.requests("GET", "/sdcpp/v1/jobs/job_1")).hasSize(3);
        }
    }

    @Test
    void a_job_that_the_server_has_forgotten_is_submitted_again() throws Exception {
        AtomicInteger jobs = new AtomicInteger();
        try (ImitatedServer sdcpp =
                        ImitatedServer.start((request, exchange) -> {
                            if (request.path().endsWith("img_gen")) {
                                exchange.json(
                                        202,
                                        "{\"id\":\"job_%d\"}".formatted(jobs.incrementAndGet()));
                            } else if (request.path().endsWith("job_1")) {
                                exchange.json(404, "{\"error\":\"job not found\"}");
                            } else {
                                exchange.json(
                                        200,
                                        "{\"status\":\"completed\",\"result\":{\"images\":[{\"b64_json\":\"%s\"}]}}"
                                                .formatted(Pictures.base64(7)));
                            }
                        });
                UpstreamEngine engine = jobs("sdcpp", sdcpp)) {
            engine.generate(order("task_1"), ProgressListener.NONE);

            assertThat(jobs).hasValue(2);
        }
    }

    @Test
    void an_interrupted_job_is_cancelled() throws Exception {
        CountDownLatch polled = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        try (ImitatedServer sdcpp =
                        ImitatedServer.start((request, exchange) -> {
                            switch (request.path()) {
                                case "/sdcpp/v1/img_gen" ->
                                        exchange.json(202, "{\"id\":\"job_1\"}");
                                case "/sdcpp/v1/jobs/job_1/cancel" -> {
                                    exchange.json(200, "{}");
                                    cancelled.countDown();
                                }
                                default -> {
                                    exchange.json(200, "{\"status\":\"generating\"}");
                                    polled.countDown();
                                }
                            }
                        });
                UpstreamEngine engine = jobs("sdcpp", sdcpp)) {
            Thread drawing =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    engine.generate(order("task_1"), ProgressListener.NONE);
                                } catch (Exception e) {
                                    Thread.currentThread().interrupt();
                                }
                            });
            polled.await();
            drawing.interrupt();
            cancelled.await();
            drawing.join();

            assertThat(sdcpp.requests("POST", "/sdcpp/v1/jobs/job_1/cancel")).hasSize(1);
        }
    }

    @Test
    void fal_names_its_addresses_and_takes_a_key_of_its_own_kind() throws Exception {
        AtomicInteger polls = new AtomicInteger();
        try (ImitatedServer fal =
                        ImitatedServer.start((request, exchange) -> {
                            switch (request.path()) {
                                case "/org/cats" ->
                                        exchange.json(
                                                200,
                                                """
                                                {"request_id":"r1","status":"IN_QUEUE",
                                                "status_url":"/org/requests/r1/status",
                                                "response_url":"/org/requests/r1",
                                                "cancel_url":"/org/requests/r1/cancel"}\
                                                """);
                                case "/org/requests/r1/status" ->
                                        exchange.json(
                                                polls.incrementAndGet() < 2 ? 202 : 200,
                                                "{\"status\":\"%s\"}"
                                                        .formatted(
                                                                polls.get() < 2
                                                                        ? "IN_PROGRESS"
                                                                        : "COMPLETED"));
                                default ->
                                        exchange.json(
                                                200,
                                                "{\"images\":[{\"url\":\"data:image/png;base64,%s\"}],\"seed\":7}"
                                                        .formatted(Pictures.base64(7)));
                            }
                        });
                UpstreamEngine engine = jobs("fal", fal)) {
            GeneratedImage image = engine.generate(order("task_1"), ProgressListener.NONE);

            assertThat(pixels(image)).isEqualTo(pixels(Pictures.png(7)));
            assertThat(fal.requests())
                    .allSatisfy(request ->
                            assertThat(request.headers())
                                    .containsEntry("authorization", "Key " + TestEngines.KEY));
            assertThat(fal.requests("POST", "/org/cats").getFirst().json().toString())
                    .isEqualTo(
                            """
                            {"prompt":"a cat","image_size":{"width":64,"height":64},"seed":7,\
                            "num_images":1,"num_inference_steps":9,"output_format":"png"}\
                            """);
        }
    }

    @Test
    void a_policy_refusal_of_fal_is_told_as_one() {
        try (ImitatedServer fal =
                        ImitatedServer.start((request, exchange) -> {
                            if (request.method().equals("POST")) {
                                exchange.json(
                                        200,
                                        """
                                        {"request_id":"r1","status_url":"/r1/status",
                                        "response_url":"/r1","cancel_url":"/r1/cancel"}\
                                        """);
                            } else if (request.path().endsWith("status")) {
                                exchange.json(200, "{\"status\":\"COMPLETED\"}");
                            } else {
                                exchange.json(
                                        422,
                                        "{\"detail\":[{\"loc\":[\"body\",\"prompt\"],"
                                                + "\"type\":\"content_policy_violation\"}]}");
                            }
                        });
                UpstreamEngine engine = jobs("fal", fal)) {
            assertThat(failure(engine, order("task_1"))).isEqualTo(Cause.REFUSED);
        }
    }

    @Test
    void a_blanked_picture_of_fal_is_a_policy_refusal() {
        try (ImitatedServer fal =
                        ImitatedServer.start((request, exchange) -> {
                            if (request.method().equals("POST")) {
                                exchange.json(
                                        200,
                                        """
                                        {"request_id":"r1","status_url":"/r1/status",
                                        "response_url":"/r1","cancel_url":"/r1/cancel"}\
                                        """);
                            } else if (request.path().endsWith("status")) {
                                exchange.json(200, "{\"status\":\"COMPLETED\"}");
                            } else {
                                exchange.json(
                                        200,
                                        "{\"images\":[{\"url\":\"data:image/png;base64,%s\"}],"
                                                        .formatted(Pictures.base64(1))
                                                + "\"has_nsfw_concepts\":[true]}");
                            }
                        });
                UpstreamEngine engine = jobs("fal", fal)) {
            assertThat(failure(engine, order("task_1"))).isEqualTo(Cause.REFUSED);
        }
    }

    @Test
    void an_address_that_leads_elsewhere_is_not_asked() {
        try (ImitatedServer elsewhere =
                        ImitatedServer.start((_, exchange) -> exchange.json(200, "{}"));
                ImitatedServer fal =
                        ImitatedServer.start((_, exchange) ->
                                exchange.json(
                                        200,
                                        "{\"request_id\":\"r1\",\"status_url\":\"%s\"}"
                                                .formatted(elsewhere.url("/r1"))));
                UpstreamEngine engine = jobs("fal", fal)) {
            assertThat(failure(engine, order("task_1"))).isEqualTo(Cause.REMOTE_FAILED);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void replicate_draws_a_prediction() throws Exception {
        try (ImitatedServer replicate =
                        ImitatedServer.start((request, exchange) -> {
                            switch (request.path()) {
                                case "/models/org/cats/predictions" ->
                                        exchange.json(
                                                201,
                                                """
                                                {"id":"p1","status":"starting","urls":
                                                {"get":"/predictions/p1","cancel":"/predictions/p1/cancel"}}\
                                                """);
                                case "/predictions/p1" ->
                                        exchange.json(
                                                200,
                                                "{\"id\":\"p1\",\"status\":\"succeeded\",\"output\":[\"/out.png\"]}");
                                default -> exchange.bytes("image/png", Pictures.png(7));
                            }
                        });
                UpstreamEngine engine = jobs("replicate", replicate)) {
            GeneratedImage image = engine.generate(order("task_1"), ProgressListener.NONE);

            assertThat(pixels(image)).isEqualTo(pixels(Pictures.png(7)));
        }
    }

    @Test
    void a_refusal_of_replicate_is_told_as_one() {
        try (ImitatedServer replicate =
                        ImitatedServer.start((request, exchange) ->
                                exchange.json(
                                        200,
                                        """
                                        {"id":"p1","status":"failed","urls":{"get":"/p1","cancel":"/c1"},
                                        "error":"The input or output was flagged as sensitive. (E005)"}\
                                        """));
                UpstreamEngine engine = jobs("replicate", replicate)) {
            assertThat(failure(engine, order("task_1"))).isEqualTo(Cause.REFUSED);
        }
    }

    /// An installation as it is seen by another one: it takes each idempotency key once.
    private static final class Installation {

        final Map<String, String> tasks = new ConcurrentHashMap<>();
        final Map<String, AtomicInteger> polls = new ConcurrentHashMap<>();
        final AtomicInteger submissions = new AtomicInteger();

        String submit(ImitatedServer.Request request) {
            submissions.incrementAndGet();
            return tasks.computeIfAbsent(
                    String.valueOf(request.headers().get("idempotency-key")),
                    _ -> "task_" + tasks.size());
        }

        void answer(ImitatedServer.Request request, Exchange exchange, String last)
                throws Exception {
            if (request.path().endsWith("/generations")) {
                exchange.json(
                        200,
                        "{\"id\":\"%s\",\"status\":\"processing\"}".formatted(submit(request)));
            } else if (request.path().startsWith("/media")) {
                exchange.bytes("image/png", Pictures.png(7));
            } else {
                int poll =
                        polls.computeIfAbsent(request.path(), _ -> new AtomicInteger())
                                .incrementAndGet();
                exchange.json(
                        200,
                        poll < 4
                                ? "{\"status\":\"processing\",\"progress\":0.%d}"
                                        .formatted(poll * 2)
                                : last);
            }
        }
    }

    private static final String COMPLETED =
            "{\"status\":\"completed\",\"output\":{\"image_urls\":[\"/media/1.png?signature=x\"]}}";

    @Test
    void an_installation_draws_for_another_and_shows_how_far_it_is() throws Exception {
        Installation installation = new Installation();
        List<Double> progress = new CopyOnWriteArrayList<>();
        try (ImitatedServer server =
                        ImitatedServer.start((request, exchange) ->
                                installation.answer(request, exchange, COMPLETED));
                UpstreamEngine engine = jobs("reapi", server)) {
            GeneratedImage image =
                    engine.generate(
                            order("task_9"), (done, total) -> progress.add((double) done / total));

            assertThat(pixels(image)).isEqualTo(pixels(Pictures.png(7)));
            assertThat(progress).containsExactly(0.2, 0.4, 0.6);
            ImitatedServer.Request order = server.requests().getFirst();
            assertThat(order.headers()).containsEntry("idempotency-key", "task_9-1");
            assertThat(order.json().toString())
                    .isEqualTo(
                            """
                            {"model":"org/cats","prompt":"a cat","aspect_ratio":"1:1","seed":7,\
                            "output_format":"png"}\
                            """);
        }
    }

    @Test
    void a_lost_answer_is_paid_once() throws Exception {
        Installation installation = new Installation();
        try (ImitatedServer server =
                        ImitatedServer.start((request, exchange) -> {
                            boolean order = request.path().endsWith("/generations");
                            if (order && installation.submissions.get() == 0) {
                                installation.submit(request);
                                exchange.cut("{\"id\":\"task_0\"}");
                            } else {
                                installation.answer(request, exchange, COMPLETED);
                            }
                        });
                UpstreamEngine engine = jobs("reapi", server)) {
            engine.generate(order("task_9"), ProgressListener.NONE);

            assertThat(installation.submissions).hasValue(2);
            assertThat(installation.tasks).hasSize(1);
        }
    }

    @Test
    void a_failed_task_is_ordered_anew() throws Exception {
        Installation installation = new Installation();
        try (ImitatedServer server =
                        ImitatedServer.start((request, exchange) ->
                                installation.answer(
                                        request,
                                        exchange,
                                        request.path().endsWith("task_0")
                                                ? "{\"status\":\"failed\",\"error\":{\"code\":80001}}"
                                                : COMPLETED));
                UpstreamEngine engine = jobs("reapi", server)) {
            engine.generate(order("task_9"), ProgressListener.NONE);

            assertThat(installation.tasks).containsOnlyKeys("task_9-1", "task_9-2");
        }
    }

    @Test
    void a_task_against_the_other_installations_policy_is_not_ordered_anew() {
        Installation installation = new Installation();
        try (ImitatedServer server =
                        ImitatedServer.start((request, exchange) ->
                                installation.answer(
                                        request,
                                        exchange,
                                        "{\"status\":\"failed\",\"error\":{\"code\":80006}}"));
                UpstreamEngine engine = jobs("reapi", server)) {
            assertThat(failure(engine, order("task_9"))).isEqualTo(Cause.REFUSED);
            assertThat(installation.submissions).hasValue(1);
        }
    }

    @Test
    void a_job_that_does_not_end_is_given_up_and_cancelled() throws Exception {
        try (ImitatedServer server =
                        ImitatedServer.start((_, exchange) ->
                                exchange.json(
                                        200, "{\"id\":\"task_1\",\"status\":\"processing\"}"));
                UpstreamEngine engine =
                        UpstreamEngine.open(
                                TestEngines.within(
                                        Duration.ofMillis(400),
                                        options(TestEngines.jobsProtocol("reapi"), "", server)))) {
            assertThat(failure(engine, order("task_9"))).isEqualTo(Cause.REMOTE_TIMED_OUT);
            assertThat(server.requests("POST", "/api/v1/tasks/task_1/cancel")).isNotEmpty();
        }
    }

    @Test
    void a_mapping_of_ones_own_is_read_from_a_file(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.json");
        Files.writeString(
                file,
                """
                {"submit": {"path": "/draw", "body": {"text": "{{prompt}}", "s": "{{size}}"}},
                 "id": "/job", "poll": {"path": "/jobs/{{id}}"}, "status": "/state",
                 "running": ["busy"], "done": ["ok"], "picture": ["/png"]}
                """);
        try (ImitatedServer server =
                        ImitatedServer.start((request, exchange) ->
                                exchange.json(
                                        200,
                                        "{\"job\":3,\"state\":\"ok\",\"png\":\"%s\"}"
                                                .formatted(Pictures.base64(7))));
                UpstreamEngine engine =
                        UpstreamEngine.open(options(TestEngines.jobsProtocol(file), "", server))) {
            engine.generate(order("task_1"), ProgressListener.NONE);

            JsonNode body = server.requests("POST", "/draw").getFirst().json();
            assertThat(body.toString()).isEqualTo("{\"text\":\"a cat\",\"s\":\"64x64\"}");
        }
    }

    @Test
    void a_prompt_in_the_path_of_a_mapping_is_percent_encoded(@TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("mine.json");
        Files.writeString(
                file,
                """
                {"submit": {"method": "GET", "path": "/{{model}}/{{prompt}}?seed={{seed}}"},
                 "id": "/job", "poll": {"path": "/jobs/{{id}}"}, "status": "/state",
                 "running": ["busy"], "done": ["ok"], "picture": ["/png"]}
                """);
        try (ImitatedServer server =
                        ImitatedServer.start((request, exchange) ->
                                exchange.json(
                                        200,
                                        "{\"job\":3,\"state\":\"ok\",\"png\":\"%s\"}"
                                                .formatted(Pictures.base64(7))));
                UpstreamEngine engine =
                        UpstreamEngine.open(options(TestEngines.jobsProtocol(file), "", server))) {
            engine.generate(
                    new ImageRequest(
                            "100 % café? ../a&b#c",
                            new ImageSize(64, 64),
                            7,
                            new ImageRequest.Details("", "task_1", List.of())),
                    ProgressListener.NONE);

            assertThat(server.requests())
                    .anyMatch(request ->
                            request.target()
                                    .endsWith("/100%20%25%20caf%C3%A9%3F%20..%2Fa%26b%23c?seed=7"));
        }
    }

    @Test
    void a_mapping_says_what_is_missing(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.json");
        Files.writeString(file, "{\"submit\": {\"path\": \"/draw\"}, \"id\": \"job\"}");

        assertThatIOException()
                .isThrownBy(() -> TestEngines.jobsProtocol(file))
                .withMessageContaining("\"id\" must be a JSON pointer");
    }
}
