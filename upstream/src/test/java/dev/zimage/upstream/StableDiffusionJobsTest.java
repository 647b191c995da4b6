package dev.zimage.upstream;

import static dev.zimage.upstream.Pictures.order;
import static dev.zimage.upstream.Pictures.pixels;
import static dev.zimage.upstream.TestEngines.jobs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.ProgressListener;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The queue of jobs of stable-diffusion.cpp's server.
class StableDiffusionJobsTest {

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
}
