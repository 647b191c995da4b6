package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.database.Database;
import dev.zimage.database.PostgresCluster;
import dev.zimage.server.Eventually;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What clients are told while the database server is away.
class DatabaseServerAwayTest {

    @TempDir Path folder;

    @Test
    void requests_are_told_to_come_again_and_nothing_has_to_be_restarted() {
        try (TestServer server =
                TestServer.start(folder, Map.of("database.url", PostgresCluster.url(folder)))) {
            String before = server.submitted("before");
            server.awaitEnd(before);

            PostgresCluster.get().stop();
            try {
                assertComeAgain(server.get("/api/v1/tasks/" + before));
                assertComeAgain(server.get("/api/v1/balance"));
                assertComeAgain(server.submit("meanwhile"));
                Reply ready =
                        Eventually.seen(
                                () -> server.get("/health/ready"), reply -> reply.status() == 503);
                assertThat(ready.json().toString()).contains("does not answer");
                assertThat(server.get("/health/live").status()).isEqualTo(200);
            } finally {
                PostgresCluster.get().start();
            }

            Reply after =
                    Eventually.seen(() -> server.submit("after"), reply -> reply.status() == 200);
            server.awaitEnd(after.json().path("id").asString());
            assertThat(server.balance()).isEqualTo(9_992);
            assertThat(Eventually.seen(() -> recordedRefusals(server), count -> count >= 3))
                    .isGreaterThanOrEqualTo(3);
        }
    }

    /// Requests of the outage wait in memory and are recorded when the database is back.
    private static int recordedRefusals(TestServer server) {
        try (Database database = server.openDatabase()) {
            return database.read(tx ->
                    tx.createQuery(
                                    "select count(*) from api_requests"
                                            + " where status = 503 and error = 70002")
                            .mapTo(Integer.class)
                            .one());
        }
    }

    private static void assertComeAgain(Reply refused) {
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(refused.errorCode()).isEqualTo(70002);
    }
}
