package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.TestKeys;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which key may do what, seen by a client.
@OnEveryDatabase
class CallersTest {

    @TempDir Path folder;

    @Test
    void another_accounts_task_is_the_same_as_none() {
        try (TestServer server = TestServer.start(folder)) {
            String id = server.submitted("a cat");
            String outsider = TestKeys.ofNewAccount(server, "outsider");

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
    void keys_that_are_missing_malformed_or_unknown_are_told_apart() {
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
}
