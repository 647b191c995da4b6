package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.database.PostgresCluster;
import dev.zimage.database.RowLock;
import dev.zimage.server.TestKeys;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What clients are told while another transaction keeps the row of one account locked.
class LockedAccountOrdersTest {

    @TempDir Path folder;

    @Test
    void only_the_account_itself_is_told_to_come_again() {
        try (TestServer server =
                TestServer.start(folder, Map.of("database.url", PostgresCluster.url(folder)))) {
            String key = TestKeys.ofNewAccount(server, "other");
            Reply refused;
            try (RowLock _ =
                    RowLock.of(
                            folder,
                            "select 1 from accounts where id <> (select max(id) from accounts)"
                                    + " for update")) {
                refused = server.submit("locked");

                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.header("Retry-After")).isEqualTo("5");
                assertThat(refused.errorCode()).isEqualTo(70002);
                assertThat(server.get("/health/ready").status()).isEqualTo(200);
                assertThat(order(server, key).status()).isEqualTo(200);
                assertThat(server.balance()).isEqualTo(10_000);
            }
            server.awaitEnd(server.submitted("unlocked"));
            assertThat(server.balance()).isEqualTo(9_996);
        }
    }

    private static Reply order(TestServer server, String key) {
        return server.send(
                server.request("/api/v1/images/generations")
                        .setHeader("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(TestServer.body("other"))));
    }
}
