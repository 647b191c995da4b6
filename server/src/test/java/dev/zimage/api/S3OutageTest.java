package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.media.S3Relay;
import dev.zimage.media.S3Relay.Mode;
import dev.zimage.media.S3Server;
import dev.zimage.server.Eventually;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An S3 server that does not do what it should: no order is taken meanwhile, and no picture lost.
class S3OutageTest {

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(names = {"SLOW_DOWN", "SILENT"})
    void orders_are_refused_meanwhile_and_a_finished_picture_waits(Mode trouble) throws Exception {
        try (S3Relay relay = new S3Relay();
                TestServer server =
                        TestServer.start(
                                folder, S3Server.settings(S3Server.get().bucket(), relay.port()))) {
            String drawn = server.submitted("slow: drawn meanwhile");
            server.live().awaitStart();
            relay.turn(trouble);
            server.live().letGo(1);

            Reply ready =
                    Eventually.seen(
                            () -> server.get("/health/ready"), reply -> reply.status() == 503);
            assertThat(ready.status()).isEqualTo(503);
            assertThat(server.submit("refused").status()).isEqualTo(503);
            relay.turn(Mode.PASS);

            assertThat(server.awaitEnd(drawn).path("status").asString()).isEqualTo("completed");
            assertReady(server);
            server.awaitEnd(server.submitted("afterwards"));
            assertThat(server.balance()).isEqualTo(9_992);
        }
    }

    @Test
    void a_server_starts_while_its_bucket_cannot_be_reached_and_takes_orders_once_it_can()
            throws Exception {
        try (S3Relay relay = new S3Relay()) {
            relay.turn(Mode.SLOW_DOWN);
            try (TestServer server =
                    TestServer.start(
                            folder, S3Server.settings(S3Server.get().bucket(), relay.port()))) {
                assertThat(server.submit("refused").status()).isEqualTo(503);
                assertThat(server.get("/api/v1/balance").status()).isEqualTo(200);
                relay.turn(Mode.PASS);

                assertReady(server);
                server.awaitEnd(server.submitted("afterwards"));
            }
        }
    }

    private static void assertReady(TestServer server) {
        assertThat(
                        Eventually.seen(
                                        () -> server.get("/health/ready"),
                                        reply -> reply.status() == 200)
                                .status())
                .isEqualTo(200);
    }
}
