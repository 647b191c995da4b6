package dev.zimage.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.database.CommitTrain;
import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import dev.zimage.database.Transactions;
import dev.zimage.server.Eventually;
import dev.zimage.server.Gate;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A commit that was made and whose answer is lost for good, as when a database server fails over.
class UncertainCommitTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir Path folder;

    @Test
    void no_change_of_a_group_runs_again_when_the_commit_may_have_been_made() throws Exception {
        Gate gate = new Gate();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("lost.db"));
                Handle handle = Jdbi.create(connection).open();
                CommitTrain train =
                        new CommitTrain(
                                "writer",
                                secondAnswerLost(new SqliteTransactions(handle, () -> {})),
                                SqliteFailures.CODES,
                                TIMEOUT);
                ExecutorService callers = Executors.newCachedThreadPool()) {
            handle.execute("create table made (name text) strict");
            Future<Integer> first =
                    callers.submit(() ->
                            train.<Integer>ride(tx -> {
                                gate.pass();
                                return tx.execute("insert into made values ('first')");
                            }));
            gate.awaitArrival();
            List<Future<StorageFailure>> group =
                    List.of(
                            callers.submit(() -> failure(train, "second")),
                            callers.submit(() -> failure(train, "third")));
            Eventually.seen(train::waiting, waiting -> waiting == 2);

            gate.open();

            assertThat(first.get()).isEqualTo(1);
            for (Future<StorageFailure> each : group) {
                assertThat(each.get()).isEqualTo(StorageFailure.UNCERTAIN);
            }
            assertThat(handle.select("select name from made").mapTo(String.class).list())
                    .containsExactlyInAnyOrder("first", "second", "third");
        }
    }

    private static Transactions secondAnswerLost(Transactions real) {
        AtomicInteger commits = new AtomicInteger();
        return work -> {
            real.run(work);
            if (commits.incrementAndGet() == 2) {
                throw new StorageException(StorageFailure.UNCERTAIN, "the answer was lost");
            }
        };
    }

    private static StorageFailure failure(CommitTrain train, String name) {
        try {
            train.ride(tx -> tx.execute("insert into made values (?)", name));
            throw new AssertionError("the answer was lost");
        } catch (StorageException e) {
            return e.failure();
        }
    }
}
