package dev.zimage.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.ApiKey;
import dev.zimage.accounts.ApiKeys;
import dev.zimage.accounts.Mode;
import dev.zimage.database.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Keys and accounts that lose their rights while their tasks are in flight. The change is made by
/// another process than the server's, as the command line does.
class LostRightsTest {

    private static final long LEFT = 10_000 - 4 * 30;

    @TempDir Path folder;

    @Test
    @Timeout(600)
    void the_tasks_of_a_revoked_key_still_end() throws Exception {
        try (InstalledServer installation = InstalledServer.slow(folder).start();
                Client client = new Client(installation, installation.liveKey())) {
            Set<String> ids = StopTest.submitted(client);

            String second = revokeAllAndMakeAnother(installation);

            awaitRefusal(client, 401, 10_004);
            try (Client other = new Client(installation, second)) {
                assertThat(other.awaitEnd(ids).values())
                        .hasSameSizeAs(ids)
                        .allMatch(task -> task.path("status").asString("").equals("completed"));
                assertThat(other.balance()).isEqualTo(LEFT);
            }
        }
    }

    @Test
    @Timeout(600)
    void a_suspended_account_reads_and_keeps_its_tasks_but_starts_none() throws Exception {
        try (InstalledServer installation = InstalledServer.slow(folder).start();
                Client client = new Client(installation, installation.liveKey())) {
            Set<String> ids = StopTest.submitted(client);

            suspend(installation, true);

            awaitRefusal(client, 403, 10_008);
            assertThat(client.get("/api/v1/tasks?limit=100").json().path("data")).hasSize(30);
            assertThat(client.awaitEnd(ids).values())
                    .hasSameSizeAs(ids)
                    .allMatch(task -> task.path("status").asString("").equals("completed"));
            assertThat(client.balance()).isEqualTo(LEFT);
            suspend(installation, false);
            assertThat(client.submit("again").status()).isEqualTo(200);
        }
    }

    private static String revokeAllAndMakeAnother(InstalledServer installation) {
        try (Database database = installation.openDatabase()) {
            Accounts accounts = Accounts.open(database, Clock.systemUTC(), new SecureRandom());
            Account account = accounts.find("default").orElseThrow();
            ApiKeys keys = accounts.keys();
            for (ApiKey key : keys.list(account.id())) {
                keys.revoke(key.id());
            }
            return keys.create(account.id(), "second", Mode.LIVE, null).secret().reveal();
        }
    }

    private static void suspend(InstalledServer installation, boolean suspended) {
        try (Database database = installation.openDatabase()) {
            Accounts.open(database, Clock.systemUTC(), new SecureRandom())
                    .setSuspended("default", suspended);
        }
    }

    /// A server notices within a second what another process changed.
    private static void awaitRefusal(Client client, int status, int code) throws IOException {
        Client.pause(Duration.ofSeconds(1));
        Client.Reply reply = client.submit("too late");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.errorCode()).isEqualTo(code);
    }
}
