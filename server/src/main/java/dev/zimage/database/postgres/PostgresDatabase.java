package dev.zimage.database.postgres;

import dev.zimage.database.BulkWork;
import dev.zimage.database.CommitTrain;
import dev.zimage.database.Database;
import dev.zimage.database.DatabaseLoad;
import dev.zimage.database.Dialect;
import dev.zimage.database.LockWaits;
import dev.zimage.database.PendingWrite;
import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import dev.zimage.database.Transactions.NotBegunException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// PostgreSQL, which many processes share. Transactions run under READ COMMITTED, so whatever is
/// looked at before it is changed is locked first, accounts before everything that belongs to them.
///
/// Changes of a group, an account, are committed together by one of a few writers: that saves round
/// trips, and the lock on the row of a busy account is taken once for many orders. All others run
/// in a transaction of their own. Writers have connections of their own, and a group whose account
/// somebody else has locked moves from its writer to [LockWaits]. Nothing depends on the state of a
/// session, so that a pooler may stand between.
public final class PostgresDatabase implements Database {

    private static final Dialect DIALECT =
            new Dialect(
                    "for no key update", "for no key update skip locked", "strpos", true, false);

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /// A few writers make large groups, which cost less for each change than more writers gain.
    private static final int CONNECTIONS_PER_WRITER = 8;

    /// Longer than another process takes to commit a group, so that only a lock that lasts makes a
    /// group move to [LockWaits].
    private static final Duration WRITER_LOCK_WAIT = Duration.ofMillis(250);

    private static final Duration LOCK_WAIT = Duration.ofSeconds(1);

    /// A quarter of the connections may wait in [LockWaits].
    private static final int CONNECTIONS_OF_A_WAIT = 4;

    private static final Duration FIRST_CONNECTION = Duration.ofSeconds(30);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);
    private static final int READ_ATTEMPTS = 2;

    private final PostgresConnections connections;
    private final PostgresConnections writerConnections;
    private final PostgresTransactions transactions;
    private final LockWaits lockWaits;
    private final List<CommitTrain> writers;
    private final ServerClock clock = new ServerClock();
    private final ExecutorService single = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closed;

    /// @param connections that may be open at once, at least 2
    PostgresDatabase(DataSource server, int connections) {
        int writers = Math.max(1, connections / CONNECTIONS_PER_WRITER);
        this.connections = new PostgresConnections(server, connections - writers, DIALECT);
        this.writerConnections = new PostgresConnections(server, writers, DIALECT);
        this.transactions = new PostgresTransactions(this.connections, TIMEOUT, TIMEOUT);
        this.lockWaits =
                new LockWaits(
                        AccountRowLocks::heldElsewhere,
                        new PostgresTransactions(this.connections, TIMEOUT, LOCK_WAIT),
                        PostgresFailures.CODES,
                        TIMEOUT,
                        Math.max(1, connections / CONNECTIONS_OF_A_WAIT));
        this.writers = IntStream.range(0, writers).mapToObj(this::openWriter).toList();
        measureClock();
        markServer();
    }

    /// A server that has recovered since is marked before the first change, see [CommitOutcome].
    private void markServer() {
        try {
            if (read(CommitOutcome::isUnmarked)) {
                var _ = write(CommitOutcome::mark);
            }
        } catch (StorageException _) {
            // The next check does it.
        }
    }

    /// The server answered just before, so a first connection that is not there in time means that
    /// it, or this machine, is busy.
    private void measureClock() {
        long end = System.nanoTime() + FIRST_CONNECTION.toNanos();
        while (true) {
            try {
                read(clock::measure);
                return;
            } catch (StorageException e) {
                if (e.failure() != StorageFailure.UNREACHABLE || System.nanoTime() - end > 0) {
                    close();
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(StorageFailure.CLOSED, "interrupted", e);
        }
    }

    private CommitTrain openWriter(int number) {
        return new CommitTrain(
                "database-writer-" + (number + 1),
                new PostgresTransactions(writerConnections, TIMEOUT, WRITER_LOCK_WAIT),
                PostgresFailures.CODES,
                TIMEOUT,
                lockWaits);
    }

    /// The work runs on a thread that nobody interrupts: an interrupt would close the connection,
    /// perhaps in the middle of the commit.
    @Override
    public <T> T write(Work<T> work) {
        requireOpen();
        PendingWrite<T> write = new PendingWrite<>(0, work, PostgresFailures.CODES);
        single.execute(() -> run(write));
        return write.await();
    }

    private void run(PendingWrite<?> write) {
        try {
            transactions.run(write::run);
            write.committed();
        } catch (NotBegunException e) {
            write.fail(e.reason());
        } catch (RuntimeException | Error e) {
            write.fail(e);
        }
    }

    @Override
    public <T> T write(long group, Work<T> work) {
        return writer(group).ride(group, work);
    }

    @Override
    public <I, T> T write(long group, BulkWork<I, T> work, I item) {
        return writer(group).ride(group, work, item);
    }

    private CommitTrain writer(long group) {
        return writers.get(Math.floorMod(Long.hashCode(group), writers.size()));
    }

    /// What a lost connection interrupted is read once more, on a new one: after a restart of the
    /// server all idle connections are lost.
    @Override
    public <T> T read(Work<T> work) {
        requireOpen();
        for (int attempt = 1; ; attempt++) {
            try {
                return readOnce(work);
            } catch (StorageException e) {
                boolean lost = PostgresFailures.isLost(e);
                boolean again = lost || PostgresFailures.isConflict(e);
                if (!again || attempt == READ_ATTEMPTS) {
                    throw e;
                }
                if (lost) {
                    connections.closeIdle();
                }
            }
        }
    }

    private <T> T readOnce(Work<T> work) {
        Handle handle = connections.open();
        try {
            T result = work.on(handle);
            handle.close();
            return result;
        } catch (JdbiException e) {
            connections.giveBackFailed(handle, e);
            throw PostgresFailures.CODES.failed("the database could not answer", e);
        } catch (RuntimeException | Error e) {
            connections.giveBackFailed(handle, e);
            throw e;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StorageException(StorageFailure.CLOSED, "the database is closed");
        }
    }

    @Override
    public void check(@Nullable StorageFailure last) {
        boolean writable = read(clock::measure);
        if (!writable) {
            throw new StorageException(
                    StorageFailure.STANDBY, "the database server takes no changes");
        }
        boolean unmarked = read(CommitOutcome::isUnmarked);
        if (unmarked) {
            var _ = write(CommitOutcome::mark);
        } else if (last != null) {
            var _ = write(tx -> true);
        }
    }

    @Override
    public Clock clock(Clock local) {
        return clock.correcting(local);
    }

    @Override
    public DatabaseLoad load() {
        return new DatabaseLoad(
                connections.inUse() + writerConnections.inUse(),
                connections.most() + writerConnections.most(),
                connections.waiting() + writerConnections.waiting(),
                writers.stream().mapToInt(CommitTrain::waiting).sum() + lockWaits.waiting(),
                writers.stream().mapToLong(CommitTrain::commits).sum() + lockWaits.commits(),
                writers.stream().mapToLong(CommitTrain::changes).sum() + lockWaits.changes());
    }

    @Override
    public Dialect dialect() {
        return DIALECT;
    }

    @Override
    public void close() {
        closed = true;
        writers.forEach(CommitTrain::close);
        lockWaits.close();
        single.close();
        writerConnections.close();
        connections.close();
    }
}
