package dev.zimage.upstream;

import static dev.zimage.upstream.Pictures.order;
import static dev.zimage.upstream.Pictures.pixels;
import static dev.zimage.upstream.TestEngines.failure;
import static dev.zimage.upstream.TestEngines.jobs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException.Cause;
import dev.zimage.engine.ProgressListener;
import org.junit.jupiter.api.Test;

/// The predictions of Replicate.
class ReplicateTest {

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
}
