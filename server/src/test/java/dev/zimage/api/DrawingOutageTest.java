package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.database.PostgresCluster;
import dev.zimage.database.RowLock;
import dev.zimage.server.Eventually;
import dev.zimage.server.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a claimed task whose worker loses the database before it draws.
class DrawingOutageTest {

    /// A read is tried twice.
    private static final int CUTS = 2;

    @TempDir Path folder;

    @Test
    void a_task_whose_sources_cannot_be_read_for_a_moment_is_drawn_afterwards() {
        try (TestServer server =
                TestServer.start(folder, Map.of("database.url", PostgresCluster.url(folder)))) {
            String id;
            try (RowLock lock =
                    RowLock.of(folder, "lock table task_sources in access exclusive mode")) {
                id = server.submitted("a cat");
                for (int i = 0; i < CUTS; i++) {
                    assertThat(Eventually.seen(lock::cutWaiting, cut -> cut > 0)).isPositive();
                }
            }

            assertThat(server.awaitEnd(id).path("status").asString()).isEqualTo("completed");
            assertThat(server.balance()).isEqualTo(9_996);
        }
    }
}
