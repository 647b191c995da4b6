package dev.zimage.database.postgres;

import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import dev.zimage.database.Transactions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Transactions that survive what a database server and a network do: a transaction that lost
/// against another, or its connection before the commit, runs again; and where the answer to a
/// commit was lost, the server is asked what became of it. Safe for use by any number of threads.
final class PostgresTransactions implements Transactions {

    private static final int MOST_CONFLICTS = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    /// Assigns the id that a lost commit is looked up by, see [CommitOutcome]. The settings hold
    /// for this transaction only, so that they also do behind a pooler: a process that is stopped
    /// in the middle of a transaction must not keep its locks, and nobody waits for a lock forever.
    private static final String BEGIN =
            """
            select cast(pg_current_xact_id() as text) as id,
                   (select cast(mark as text) from recovery_mark) as mark,
                   set_config('idle_in_transaction_session_timeout', '10s', true),
                   set_config('lock_timeout', :lockWait, true)
            """;

    private final PostgresConnections connections;
    private final CommitOutcome outcomes;
    private final Duration timeout;
    private final String lockWait;

    /// @param timeout how long a transaction is tried again while the server cannot be reached
    /// @param lockWait how long it waits for a lock
    PostgresTransactions(PostgresConnections connections, Duration timeout, Duration lockWait) {
        this.connections = connections;
        this.lockWait = lockWait.toMillis() + "ms";
        this.outcomes = new CommitOutcome(connections, timeout);
        this.timeout = timeout;
    }

    @Override
    public void run(Consumer<Handle> work) {
        long end = System.nanoTime() + timeout.toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                runOnce(work);
                return;
            } catch (RuntimeException e) {
                if (!mayRunAgain(e, attempt, end)) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    private static boolean mayRunAgain(RuntimeException failure, int attempt, long end) {
        boolean conflict = PostgresFailures.isConflict(failure);
        return switch (PostgresFailures.CODES.of(failure)) {
            case UNCERTAIN, STANDBY -> false;
            case UNREACHABLE -> System.nanoTime() - end < 0;
            default -> conflict && attempt < MOST_CONFLICTS;
        };
    }

    private static void pause(int attempt) {
        long longest =
                Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(attempt, 10));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
        } catch (InterruptedException e) {
            // Whether the change is made must not be left open; the caller hears of it afterwards.
            Thread.currentThread().interrupt();
        }
    }

    private void runOnce(Consumer<Handle> work) {
        Handle handle = opened();
        CommitOutcome.@Nullable Begun committing = null;
        try {
            PostgresConnections.begin(handle);
            CommitOutcome.Begun transaction = begin(handle);
            work.accept(handle);
            committing = transaction;
            PostgresConnections.commit(handle);
            handle.close();
        } catch (SQLException | RuntimeException | Error e) {
            connections.giveBackFailed(handle, e);
            if (committing != null && PostgresFailures.isLost(e)) {
                settle(committing, e);
            } else if (isOfStandby(e)) {
                throw new StorageException(
                        StorageFailure.STANDBY, "the database server is a standby", e);
            } else {
                throw rethrown(e);
            }
        }
    }

    private CommitOutcome.Begun begin(Handle handle) {
        return handle.createQuery(BEGIN)
                .bind("lockWait", lockWait)
                .map((row, context) ->
                        new CommitOutcome.Begun(row.getString("id"), row.getString("mark")))
                .one();
    }

    /// Whether a transaction could not begin because the server is a standby: it refuses to read
    /// [CommitOutcome]'s table before it says what it is.
    private boolean isOfStandby(Throwable thrown) {
        if (!PostgresFailures.isUnsupported(thrown)) {
            return false;
        }
        try (Handle handle = connections.open()) {
            return handle.createQuery("select pg_is_in_recovery()").mapTo(Boolean.class).one();
        }
    }

    /// @throws NotBegunException when no connection is free for now
    private Handle opened() {
        try {
            return connections.open();
        } catch (StorageException e) {
            throw e.failure() == StorageFailure.OVERLOADED ? new NotBegunException(e) : e;
        }
    }

    private static RuntimeException rethrown(Throwable e) {
        return switch (e) {
            case RuntimeException known -> known;
            case Error error -> throw error;
            default -> PostgresFailures.CODES.failed("the database refused to commit", e);
        };
    }

    /// Returns when the lost commit was made after all.
    ///
    /// @throws StorageException that lets the transaction run again when it was not
    private void settle(CommitOutcome.Begun transaction, Throwable lost) {
        Optional<Boolean> committed = outcomes.of(transaction);
        if (committed.isEmpty()) {
            throw new StorageException(
                    StorageFailure.UNCERTAIN,
                    "the connection was lost during a commit, and whether it was made could not be"
                            + " found out",
                    lost);
        }
        if (!committed.get()) {
            throw PostgresFailures.CODES.failed("the connection was lost before the commit", lost);
        }
    }
}
