package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What clients see of a server that stops while it still draws.
@OnEveryDatabase
class StoppingTest {

    private static final String KEY = "Idempotency-Key";

    @TempDir Path folder;

    @Test
    @Timeout(200)
    void a_server_that_stops_finishes_what_runs_and_reads_and_replays_but_takes_no_orders()
            throws Exception {
        try (TestServer server = TestServer.start(folder, Map.of("engine.workers", "1"))) {
            String running =
                    server.submit("slow: one", KEY, "order-1").json().path("id").asString();
            String queued = server.submitted("two");
            server.live().awaitStart();

            Thread stopping = Thread.ofVirtual().start(server::stop);

            Reply refused = firstRefusal(server);
            assertThat(refused.status() + "/" + refused.errorCode()).isEqualTo("503/60011");
            assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
            Reply replayed = server.submit("slow: one", KEY, "order-1");
            assertThat(replayed.status()).isEqualTo(200);
            assertThat(replayed.json().path("id").asString()).isEqualTo(running);
            assertThat(server.submit("new", KEY, "order-2").errorCode()).isEqualTo(60011);
            assertThat(server.get("/api/v1/tasks/" + running).status()).isEqualTo(200);
            assertThat(server.get("/health/ready").status()).isEqualTo(503);
            assertThat(server.balance()).isEqualTo(9_992);

            server.live().letGo(1);
            stopping.join();
            assertThat(server.live().drawn()).containsExactly("slow: one");

            server.start();
            assertThat(server.awaitEnd(running).path("status").asString("")).isEqualTo("completed");
            assertThat(server.awaitEnd(queued).path("status").asString("")).isEqualTo("completed");
            assertThat(server.live().drawn()).containsExactly("slow: one", "two");
        }
    }

    @Test
    void a_request_whose_body_never_comes_does_not_keep_a_server_from_stopping() throws Exception {
        try (TestServer server = TestServer.start(folder);
                RawClient client = new RawClient(server)) {
            client.send(
                    "POST /api/v1/images/generations HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                            + server.liveKey()
                            + "\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 1000\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.head()).as("it waits for the body").startsWith("HTTP/1.1 100");

            server.stop();

            server.start();
            assertThat(server.get("/api/v1/balance").status()).isEqualTo(200);
        }
    }

    /// Orders without saying so until the server refuses one.
    private static Reply firstRefusal(TestServer server) {
        return Eventually.seen(
                () ->
                        server.post(
                                "/api/v1/images/generations?dry_run=true",
                                TestServer.body("three")),
                reply -> reply.status() != 200);
    }
}
