package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.Fault;
import dev.zimage.engine.Readiness;
import dev.zimage.errors.ErrorCode;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients are told of an engine that draws nothing, when that stays and when it may pass.
class FailedEngineTest {

    private static final Fault FAULT =
            new Fault("model.safetensors is a Git LFS pointer", "run `git lfs pull`");
    private static final String ORDER = "/api/v1/images/generations";

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {ORDER, ORDER + "?dry_run=true", "/v1/images/generations"})
    void an_order_that_can_never_be_drawn_says_so_and_is_not_to_be_sent_again(String path) {
        try (TestServer server = TestServer.start(folder)) {
            server.live().become(new Readiness.Failed(FAULT));

            Reply reply = server.post(path, TestServer.body("a cat"));

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("Retry-After")).isEmpty();
            assertThat(reply.raw().headers().allValues("x-should-retry")).containsExactly("false");
            assertThat(reply.errorMessage()).contains(FAULT.reason(), FAULT.remedy(), "operator");
            assertThat(server.balance()).isEqualTo(10_000);
        }
    }

    @Test
    void it_has_the_code_of_a_model_that_is_not_ready() {
        try (TestServer server = TestServer.start(folder)) {
            server.live().become(new Readiness.Failed(FAULT));

            assertThat(server.submit("a cat").errorCode())
                    .isEqualTo(ErrorCode.MODEL_NOT_READY.number());
        }
    }

    @Test
    void an_order_that_an_engine_may_take_later_says_when() {
        try (TestServer server = TestServer.start(folder)) {
            server.live().become(new Readiness.Retrying(FAULT, Duration.ofSeconds(8)));

            Reply order = server.submit("a cat");
            Reply openAi = server.post("/v1/images/generations", TestServer.body("a cat"));
            Reply ready = server.get("/health/ready");

            assertThat(order.status()).isEqualTo(503);
            assertThat(order.header("Retry-After")).isEqualTo("8");
            assertThat(order.header("x-should-retry")).isEmpty();
            assertThat(order.errorMessage()).contains(FAULT.text());
            assertThat(openAi.header("x-should-retry")).isEqualTo("true");
            assertThat(ready.header("Retry-After")).isNotEmpty();
            assertThat(ready.json().path("status").asString()).isEqualTo("starting");
            assertThat(ready.json().path("engines").path("stripes").asString())
                    .isEqualTo("retrying every 8 s: " + FAULT.text());
        }
    }

    @Test
    void an_order_for_an_engine_whose_server_is_down_says_when_to_come_again() {
        Fault down = new Fault("gpu1 refuses connections", "");
        try (TestServer server = TestServer.start(folder)) {
            server.live().become(new Readiness.Unreachable(down, Duration.ofSeconds(4)));

            Reply order = server.submit("a cat");
            Reply ready = server.get("/health/ready");
            server.live().become(new Readiness.Ready());

            assertThat(order.status()).isEqualTo(503);
            assertThat(order.errorCode()).isEqualTo(ErrorCode.MODEL_NOT_READY.number());
            assertThat(order.header("Retry-After")).isEqualTo("4");
            assertThat(order.errorMessage()).doesNotContain(down.reason());
            assertThat(ready.json().path("engines").path("stripes").asString())
                    .isEqualTo("unreachable, asked again every 4 s: " + down.reason());
            assertThat(server.submit("a cat").status()).isEqualTo(200);
        }
    }

    @Test
    void readiness_tells_a_final_failure_from_a_start() {
        try (TestServer server = TestServer.start(folder)) {
            server.live().become(new Readiness.Failed(FAULT));

            Reply ready = server.get("/health/ready");

            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.header("Retry-After")).isEmpty();
            assertThat(ready.header("x-should-retry")).isEqualTo("false");
            assertThat(ready.json().path("status").asString()).isEqualTo("failed");
            assertThat(ready.json().path("engines").path("stripes").asString())
                    .isEqualTo("failed: " + FAULT.text());
            assertThat(server.get("/health/live").status()).isEqualTo(200);
        }
    }
}
