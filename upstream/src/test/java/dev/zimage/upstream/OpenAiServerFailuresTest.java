package dev.zimage.upstream;

import static dev.zimage.upstream.Pictures.answer;
import static dev.zimage.upstream.Pictures.pixels;
import static dev.zimage.upstream.Pictures.request;
import static dev.zimage.upstream.TestEngines.failure;
import static dev.zimage.upstream.TestEngines.openAi;
import static dev.zimage.upstream.TestEngines.options;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException.Cause;
import dev.zimage.engine.ProgressListener;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers of servers with OpenAI's images API that are no picture.
class OpenAiServerFailuresTest {

    private static final String GENERATIONS = "/v1/images/generations";

    @Test
    void an_address_on_another_host_is_refused() {
        try (ImitatedServer elsewhere =
                        ImitatedServer.start(
                                (_, exchange) -> exchange.bytes("image/png", Pictures.png(3)));
                ImitatedServer server =
                        ImitatedServer.start((_, exchange) ->
                                exchange.json(
                                        200,
                                        "{\"data\":[{\"url\":\"%s\"}]}"
                                                .formatted(elsewhere.url("/1.png"))));
                UpstreamEngine engine = openAi("standard", server)) {
            assertThat(failure(engine, request("a cat", 3))).isEqualTo(Cause.REMOTE_FAILED);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void a_redirect_is_not_followed() {
        try (ImitatedServer elsewhere =
                        ImitatedServer.start((_, exchange) -> exchange.json(200, answer(3)));
                ImitatedServer server =
                        ImitatedServer.start((_, exchange) ->
                                exchange.answer(
                                        307,
                                        "text/plain",
                                        new byte[0],
                                        "Location: %s\r\n".formatted(elsewhere.url(GENERATIONS))));
                UpstreamEngine engine = openAi("standard", server)) {
            assertThat(failure(engine, request("a cat", 3))).isEqualTo(Cause.REMOTE_FAILED);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    /// LocalAI draws 512x512 for a size that it does not know. Asking again changes nothing.
    @Test
    void a_picture_of_another_size_is_a_failure_and_not_tried_again_there() {
        String wrong =
                java.util.Base64.getEncoder()
                        .encodeToString(Pictures.png(Pictures.noise(512, 512, 1)));
        try (ImitatedServer localAi =
                        ImitatedServer.start((_, exchange) ->
                                exchange.json(
                                        200,
                                        "{\"data\":[{\"b64_json\":\"%s\"}]}".formatted(wrong)));
                UpstreamEngine engine = openAi("standard", localAi)) {
            assertThat(failure(engine, request("a cat", 3))).isEqualTo(Cause.REMOTE_FAILED);
            assertThat(localAi.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "text", "flat", "empty", "no data", "huge", "cut picture"})
    void what_is_no_picture_is_never_a_result(String what) {
        try (ImitatedServer server =
                        ImitatedServer.start((_, exchange) -> exchange.json(200, body(what)));
                UpstreamEngine engine =
                        UpstreamEngine.open(
                                once(
                                        options(
                                                TestEngines.openAiProtocol("standard"),
                                                "/v1",
                                                server)))) {
            assertThat(failure(engine, request("a cat", 3))).isEqualTo(Cause.REMOTE_FAILED);
        }
    }

    private static String body(String what) {
        return switch (what) {
            case "page" -> "<!doctype html><title>502 Bad Gateway</title>";
            case "text" -> "{\"data\":[{\"b64_json\":\"%s\"}]}".formatted("aGVsbG8gd29ybGQ=");
            case "flat" ->
                    "{\"data\":[{\"b64_json\":\"%s\"}]}"
                            .formatted(
                                    java.util.Base64.getEncoder()
                                            .encodeToString(
                                                    Pictures.png(new BufferedImage(64, 64, 1))));
            case "empty" -> "";
            case "no data" -> "{\"created\":1,\"data\":[]}";
            case "huge" -> " ".repeat(4 << 20) + answer(3);
            case "cut picture" ->
                    "{\"data\":[{\"b64_json\":\"%s\"}]}"
                            .formatted(Pictures.base64(3).substring(0, 2_000));
            default -> throw new IllegalArgumentException(what);
        };
    }

    private static UpstreamOptions once(UpstreamOptions options) {
        return new UpstreamOptions(
                options.name(),
                options.protocol(),
                options.urls(),
                options.key(),
                options.atOnce(),
                1,
                options.timeout(),
                options.hosts(),
                options.models(),
                options.fallback());
    }

    /// vLLM-Omni explains itself in `detail`.
    @Test
    void what_the_server_refuses_for_good_is_not_tried_again() {
        try (ImitatedServer vllm =
                        ImitatedServer.start((_, exchange) ->
                                exchange.json(
                                        400,
                                        "{\"detail\":\"size 64x64 is too small for a cat\"}"));
                UpstreamEngine engine = openAi("standard", vllm)) {
            assertThat(failure(engine, request("a cat", 3))).isEqualTo(Cause.REMOTE_FAILED);
            assertThat(vllm.requests()).hasSize(1);
        }
    }

    @Test
    void a_refusal_of_the_content_policy_is_told_as_one() {
        try (ImitatedServer openAi =
                        ImitatedServer.start((_, exchange) ->
                                exchange.json(
                                        400,
                                        """
                                        {"error":{"message":"Your request was rejected.",
                                        "type":"user_error","code":"moderation_blocked"}}\
                                        """));
                UpstreamEngine engine = openAi("openai", openAi)) {
            assertThat(failure(engine, request("a cat", 3))).isEqualTo(Cause.REFUSED);
            assertThat(openAi.requests()).hasSize(1);
        }
    }

    @Test
    void a_prompt_about_moderation_is_no_refusal() {
        try (ImitatedServer server =
                        ImitatedServer.start((request, exchange) ->
                                exchange.json(
                                        400,
                                        "{\"error\":{\"message\":\"bad size for: %s\"}}"
                                                .formatted(
                                                        request.json()
                                                                .path("prompt")
                                                                .asString())));
                UpstreamEngine engine = openAi("standard", server)) {
            assertThat(failure(engine, request("a sign: moderation_blocked", 3)))
                    .isEqualTo(Cause.REMOTE_FAILED);
        }
    }

    @Test
    void a_cut_answer_is_tried_again() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (ImitatedServer server =
                        ImitatedServer.start((_, exchange) -> {
                            if (asked.incrementAndGet() == 1) {
                                exchange.cut(answer(3));
                            } else {
                                exchange.json(200, answer(3));
                            }
                        });
                UpstreamEngine engine = openAi("standard", server)) {
            GeneratedImage image = engine.generate(request("a cat", 3), ProgressListener.NONE);

            assertThat(pixels(image)).isEqualTo(pixels(Pictures.png(3)));
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void a_slow_drip_ends_at_the_timeout() {
        try (ImitatedServer server = ImitatedServer.start((_, exchange) -> exchange.drip());
                UpstreamEngine engine =
                        UpstreamEngine.open(
                                TestEngines.within(
                                        Duration.ofMillis(300),
                                        once(
                                                options(
                                                        TestEngines.openAiProtocol("standard"),
                                                        "/v1",
                                                        server))))) {
            assertThat(failure(engine, request("a cat", 3))).isEqualTo(Cause.REMOTE_TIMED_OUT);
        }
    }

    @Test
    void a_full_server_is_asked_again_when_it_says_so() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (ImitatedServer server =
                        ImitatedServer.start((_, exchange) -> {
                            if (asked.incrementAndGet() <= 5) {
                                exchange.answer(
                                        429,
                                        "application/json",
                                        "{}".getBytes(StandardCharsets.UTF_8),
                                        "Retry-After: 0\r\n");
                            } else {
                                exchange.json(200, answer(3));
                            }
                        });
                UpstreamEngine engine = openAi("standard", server)) {
            engine.generate(request("a cat", 3), ProgressListener.NONE);

            assertThat(asked).hasValue(6);
        }
    }

    @Test
    void an_interrupted_picture_closes_its_connection() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (ImitatedServer server =
                        ImitatedServer.start((_, exchange) -> {
                            asked.countDown();
                            exchange.awaitHangUp();
                            closed.countDown();
                        });
                UpstreamEngine engine = openAi("standard", server)) {
            Thread drawing =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    engine.generate(request("a cat", 3), ProgressListener.NONE);
                                } catch (Exception e) {
                                    Thread.currentThread().interrupt();
                                }
                            });
            asked.await();
            drawing.interrupt();
            drawing.join();
            closed.await();

            assertThat(server.requests()).hasSize(1);
        }
    }
}
