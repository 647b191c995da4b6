package dev.zimage.upstream;

import static dev.zimage.upstream.Pictures.order;
import static dev.zimage.upstream.Pictures.pixels;
import static dev.zimage.upstream.TestEngines.failure;
import static dev.zimage.upstream.TestEngines.jobs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException.Cause;
import dev.zimage.engine.ProgressListener;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The queue of fal.
class FalTest {

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
}
