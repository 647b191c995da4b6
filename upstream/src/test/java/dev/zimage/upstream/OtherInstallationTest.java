package dev.zimage.upstream;

import static dev.zimage.upstream.Pictures.order;
import static dev.zimage.upstream.Pictures.pixels;
import static dev.zimage.upstream.TestEngines.failure;
import static dev.zimage.upstream.TestEngines.jobs;
import static dev.zimage.upstream.TestEngines.options;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException.Cause;
import dev.zimage.engine.ProgressListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Another installation that draws, whose API is a queue of jobs.
class OtherInstallationTest {

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
}
