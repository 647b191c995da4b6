package dev.zimage.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.database.Database;
import dev.zimage.database.DatabaseUrl;
import dev.zimage.database.Databases;
import dev.zimage.database.Dialect;
import dev.zimage.database.PostgresCluster;
import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import dev.zimage.database.postgres.CommitOutcome.Begun;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a server says about a transaction whose answer was lost, when it has recovered since or is
/// another one.
class CommitOutcomeTest {

    private static final Dialect DIALECT = new Dialect("", "", "strpos", true, false);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir Path folder;

    private static PostgresConnections connections(String url) {
        return new PostgresConnections(
                DriverSettings.dataSource(DatabaseUrl.parse(url).orElseThrow(), null), 2, DIALECT);
    }

    /// A transaction that is committed or rolled back.
    private static Begun transaction(PostgresConnections connections, boolean commit)
            throws SQLException {
        try (Handle handle = connections.open()) {
            PostgresConnections.begin(handle);
            Begun begun =
                    handle.createQuery(
                                    """
                                    select cast(pg_current_xact_id() as text) as id,
                                           (select cast(mark as text) from recovery_mark) as mark
                                    """)
                            .map((row, context) ->
                                    new Begun(row.getString("id"), row.getString("mark")))
                            .one();
            handle.execute("insert into settings values (?, '')", "transaction-" + begun.id());
            if (commit) {
                PostgresConnections.commit(handle);
            } else {
                handle.getConnection().rollback();
                handle.getConnection().setAutoCommit(true);
            }
            return begun;
        }
    }

    @Test
    void after_a_recovery_from_a_crash_an_id_may_be_that_of_another_transaction() throws Exception {
        try (Database database =
                        Databases.source(
                                        PostgresCluster.choice(PostgresCluster.url(folder)), folder)
                                .open();
                PostgresConnections connections = connections(PostgresCluster.url(folder))) {
            database.check(null); // marks the server, if an earlier test has crashed it
            CommitOutcome outcome = new CommitOutcome(connections, TIMEOUT);
            Begun committed = transaction(connections, true);
            Begun aborted = transaction(connections, false);
            assertThat(outcome.of(committed)).contains(true);
            assertThat(outcome.of(aborted)).contains(false);
            Thread.currentThread().interrupt();
            assertThat(outcome.of(committed)).contains(true);
            assertThat(Thread.interrupted()).isTrue();

            PostgresCluster.get().stop();
            PostgresCluster.get().start();

            assertThat(outcome.of(committed)).isEmpty();
            assertThat(outcome.of(aborted)).contains(false);
            database.check(null);
            assertThat(outcome.of(committed)).isEmpty();
            assertThat(outcome.of(transaction(connections, true))).contains(true);
        }
    }

    @Test
    void a_standby_says_what_it_is() throws Exception {
        String url = PostgresCluster.url(folder);
        int port = PostgresCluster.get().startStandby();
        try (PostgresConnections standby =
                connections(url.replace(":" + PostgresCluster.get().port(), ":" + port))) {
            PostgresTransactions transactions = new PostgresTransactions(standby, TIMEOUT, TIMEOUT);

            assertThatThrownBy(() -> transactions.run(tx -> {}))
                    .isInstanceOfSatisfying(
                            StorageException.class,
                            e -> assertThat(e.failure()).isEqualTo(StorageFailure.STANDBY));
        }
    }

    @Test
    void a_standby_that_lost_a_transaction_never_says_that_it_was_committed() throws Exception {
        String url = PostgresCluster.url(folder);
        int port = PostgresCluster.get().startCopy();
        try (PostgresConnections primary = connections(url);
                PostgresConnections copy =
                        connections(url.replace(":" + PostgresCluster.get().port(), ":" + port))) {
            Begun lost = transaction(primary, true);
            CommitOutcome outcome = new CommitOutcome(copy, TIMEOUT);

            assertThat(outcome.of(lost)).contains(false);
            Begun other = transaction(copy, true);
            while (Long.parseLong(other.id()) < Long.parseLong(lost.id())) {
                other = transaction(copy, true);
            }

            assertThat(other.id()).isEqualTo(lost.id());
            assertThat(outcome.of(lost)).isEmpty();
        }
    }
}
