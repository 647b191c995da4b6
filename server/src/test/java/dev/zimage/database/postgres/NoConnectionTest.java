package dev.zimage.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zimage.database.CommitTrain;
import dev.zimage.database.Database;
import dev.zimage.database.DatabaseUrl;
import dev.zimage.database.Databases;
import dev.zimage.database.Dialect;
import dev.zimage.database.PostgresCluster;
import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import dev.zimage.database.Transactions;
import dev.zimage.server.Eventually;
import dev.zimage.server.Gate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of changes while all connections of the process are in use.
class NoConnectionTest {

    private static final Dialect DIALECT = new Dialect("", "", "strpos", true, false);
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final int WRITERS = 1;

    @TempDir Path folder;

    @Test
    void the_changes_of_a_group_wait_for_a_connection_and_are_committed_together()
            throws Exception {
        Gate gate = new Gate();
        try (PostgresConnections connections = oneConnection();
                CommitTrain train =
                        new CommitTrain(
                                "writer",
                                secondFindsNoConnection(connections),
                                PostgresFailures.CODES,
                                TIMEOUT);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first =
                    callers.submit(() ->
                            train.<String>ride(tx -> {
                                gate.pass();
                                return transaction(tx);
                            }));
            gate.awaitArrival();
            Future<String> second = callers.submit(() -> train.ride(NoConnectionTest::transaction));
            Future<String> third = callers.submit(() -> train.ride(NoConnectionTest::transaction));
            Eventually.seen(train::waiting, waiting -> waiting == 2);

            gate.open();

            assertThat(second.get()).isEqualTo(third.get()).isNotEqualTo(first.get());
            assertThat(train.commits()).isEqualTo(2);
        }
    }

    @Test
    void a_change_that_waited_too_long_is_refused_with_a_remedy_for_a_database_server()
            throws Exception {
        Gate gate = new Gate();
        try (PostgresConnections connections = oneConnection();
                CommitTrain train =
                        new CommitTrain(
                                "writer",
                                new PostgresTransactions(connections, TIMEOUT, TIMEOUT),
                                PostgresFailures.CODES,
                                Duration.ofMillis(100));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first =
                    callers.submit(() ->
                            train.<String>ride(tx -> {
                                gate.pass();
                                return transaction(tx);
                            }));
            gate.awaitArrival();

            StorageException second =
                    catchThrowableOfType(
                            StorageException.class,
                            () -> train.ride(NoConnectionTest::transaction));
            gate.open();

            assertThat(second.failure()).isEqualTo(StorageFailure.OVERLOADED);
            assertThat(first.get()).isNotEmpty();
        }
    }

    private PostgresConnections oneConnection() {
        DatabaseUrl url = DatabaseUrl.parse(PostgresCluster.url(folder)).orElseThrow();
        return new PostgresConnections(DriverSettings.dataSource(url, null), 1, DIALECT);
    }

    private static Transactions secondFindsNoConnection(PostgresConnections connections) {
        Transactions real = new PostgresTransactions(connections, TIMEOUT, TIMEOUT);
        AtomicInteger attempts = new AtomicInteger();
        return work -> {
            if (attempts.incrementAndGet() == 2) {
                try (Handle _ = connections.open()) {
                    real.run(work);
                }
            } else {
                real.run(work);
            }
        };
    }

    private static String transaction(Handle tx) {
        return tx.createQuery("select cast(pg_current_xact_id() as text)")
                .mapTo(String.class)
                .one();
    }

    @Test
    void a_change_that_finds_no_connection_is_refused_and_those_of_groups_are_stored()
            throws Exception {
        Gate gate = new Gate();
        try (Database database =
                        Databases.source(
                                        PostgresCluster.choice(PostgresCluster.url(folder)), folder)
                                .open();
                ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            int most = database.load().most() - WRITERS;
            List<Future<Integer>> reads = new ArrayList<>();
            for (int i = 0; i < most; i++) {
                reads.add(
                        readers.submit(() ->
                                database.<Integer>read(tx -> {
                                    gate.pass();
                                    return 1;
                                })));
            }
            Eventually.seen(() -> database.load().inUse(), inUse -> inUse == most);

            StorageException alone =
                    catchThrowableOfType(
                            StorageException.class, () -> database.write(tx -> "written"));
            assertThat(database.<String>write(7, tx -> "written")).isEqualTo("written");
            gate.open();

            assertThat(alone.failure()).isEqualTo(StorageFailure.OVERLOADED);
            assertThat(reads).allMatch(read -> Eventually.seen(read::isDone, done -> done));
            assertThat(database.<String>write(tx -> "written")).isEqualTo("written");
        }
    }
}
