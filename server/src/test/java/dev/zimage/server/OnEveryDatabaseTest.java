package dev.zimage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Tests that say so do run on each database, with servers of their own and with a shared one.
@OnEveryDatabase
class OnEveryDatabaseTest {

    @RegisterExtension static final SharedServer SHARED = new SharedServer();

    private static final Set<String> SEEN = new HashSet<>();

    @TempDir Path folder;

    @Test
    void servers_keep_their_data_there() {
        try (TestServer own = TestServer.start(folder)) {
            SEEN.add(kept(own));
            assertThat(kept(SHARED.get())).isEqualTo(kept(own));
        }
    }

    private static String kept(TestServer server) {
        boolean inFile = Files.exists(server.data().databaseFile());
        assertThat(server.environment().isEmpty()).isEqualTo(inFile);
        return inFile ? "SQLite" : "PostgreSQL";
    }

    /// Where PostgreSQL need not be installed, its test may have been left out.
    @AfterAll
    static void both() {
        if ("required".equals(System.getProperty("zimage.postgres"))) {
            assertThat(SEEN).containsExactlyInAnyOrder("SQLite", "PostgreSQL");
        } else {
            assertThat(SEEN).contains("SQLite");
        }
    }
}
