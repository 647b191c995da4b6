package dev.zimage.database;

import dev.zimage.database.Database.Work;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// The one writer of a SQLite database. Whatever is waiting when it comes round is committed
/// together, so that many callers share one sync of the disk: a train leaves with all who stand on
/// the platform.
///
/// A passenger that throws sends the train back: it is rolled back, and each passenger travels
/// alone, so that only the one at fault hears of it. Work therefore may run twice, and only once
/// for good.
public final class CommitTrain implements AutoCloseable {

    private static final int PLATFORM = 4096;
    private static final int SEATS = 512;
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final Handle handle;
    private final Duration patience;
    private final Runnable beforeCommit;
    private final BlockingQueue<Passenger<?>> platform = new ArrayBlockingQueue<>(PLATFORM);
    private final Thread driver;
    private volatile boolean closing;
    private long lockedOutSince;

    /// @param handle a connection that is in autocommit mode and used by nobody else; its busy
    ///   timeout is the length of one attempt to get the lock
    /// @param patience how long a change may wait until it begins
    /// @param beforeCommit throws where a change that is committed now would be lost
    public CommitTrain(Handle handle, Duration patience, Runnable beforeCommit) {
        this.handle = handle;
        this.patience = patience;
        this.beforeCommit = beforeCommit;
        this.driver = Thread.ofPlatform().name("database-writer").start(this::drive);
        Thread.ofVirtual().name("database-writer-usher").start(this::sendAway);
    }

    /// Runs work in the next transaction and waits for its commit.
    public <T> T ride(Work<T> work) {
        Passenger<T> passenger = new Passenger<>(work);
        board(passenger);
        return passenger.arrive();
    }

    private void board(Passenger<?> passenger) {
        if (closing) {
            throw closed();
        }
        try {
            if (!platform.offer(passenger)
                    && !platform.offer(passenger, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw tooBusy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("interrupted before the change was taken", e);
        }
        if (closing && !driver.isAlive()) {
            passenger.giveUp();
        }
    }

    private void drive() {
        List<Passenger<?>> train = new ArrayList<>(SEATS);
        while (!(closing && platform.isEmpty() && train.isEmpty())) {
            try {
                fill(train);
                if (begin(train)) {
                    depart(train);
                    train.clear();
                }
            } catch (InterruptedException e) {
                closing = true;
            } catch (RuntimeException | Error e) {
                // Want of memory, say. Without a driver nobody would ever arrive.
                train.forEach(passenger -> passenger.fail(e));
                train.clear();
            }
        }
        platform.forEach(Passenger::giveUp);
    }

    private void fill(List<Passenger<?>> train) throws InterruptedException {
        if (train.isEmpty()) {
            Passenger<?> first = platform.poll(100, TimeUnit.MILLISECONDS);
            if (first != null && first.seat()) {
                train.add(first);
            }
        }
        List<Passenger<?>> more = new ArrayList<>();
        platform.drainTo(more, SEATS - train.size());
        more.stream().filter(Passenger::seat).forEach(train::add);
    }

    /// Bounds the wait of those on the platform. A look round each second for all of them costs far
    /// less than a timer for each, which was a tenth of a submission.
    private void sendAway() {
        try {
            while (!driver.join(ROUND)) {
                long now = System.nanoTime();
                platform.forEach(passenger -> passenger.leaveIfTired(now, patience));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Begins the transaction. While another process has the lock, all aboard stay for the next
    /// attempt, for none of them is at fault. Once it has been away for as long as a change may
    /// wait, they are refused, and from then on each after one attempt.
    ///
    /// @return whether there is a transaction for those aboard
    private boolean begin(List<Passenger<?>> train) {
        if (train.isEmpty()) {
            return false;
        }
        try {
            command("begin immediate");
            lockedOutSince = 0;
            return true;
        } catch (RuntimeException | Error e) {
            if (StorageFailure.of(e) != StorageFailure.BUSY) {
                rollBack(e);
                refuse(train, e);
            } else if (isLockedOut()) {
                refuse(train, e);
            }
            return false;
        }
    }

    private static void refuse(List<Passenger<?>> train, Throwable cause) {
        train.forEach(passenger -> passenger.fail(cause));
        train.clear();
    }

    private boolean isLockedOut() {
        long now = System.nanoTime();
        lockedOutSince = lockedOutSince == 0 ? now : lockedOutSince;
        return now - lockedOutSince > patience.toNanos();
    }

    private void depart(List<Passenger<?>> train) {
        try {
            for (Passenger<?> passenger : train) {
                passenger.run(handle);
            }
            beforeCommit.run();
            command("commit");
        } catch (RuntimeException | Error e) {
            rollBack(e);
            if (train.size() == 1 || StorageFailure.of(e) == StorageFailure.GONE) {
                train.forEach(passenger -> passenger.fail(e));
            } else {
                train.forEach(this::departAlone);
            }
            return;
        }
        train.forEach(Passenger::deliver);
    }

    private void departAlone(Passenger<?> passenger) {
        List<Passenger<?>> train = new ArrayList<>(List.of(passenger));
        while (!train.isEmpty()) {
            if (begin(train)) {
                depart(train);
                train.clear();
            }
        }
    }

    private void rollBack(Throwable cause) {
        try {
            command("rollback");
        } catch (RuntimeException e) {
            cause.addSuppressed(e); // SQLite has done it already, or there was nothing to undo
        }
    }

    /// Begins and ends transactions in SQL. The driver's own `commit` begins the next transaction
    /// at once, and throws when that fails: a train that was committed would then travel again.
    private void command(String sql) {
        try (Statement statement = handle.getConnection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new StorageException("the database refused to " + sql, e);
        }
    }

    @Override
    public void close() {
        closing = true;
        wakeDriver();
        boolean interrupted = false;
        while (driver.isAlive()) {
            try {
                driver.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        platform.forEach(Passenger::giveUp);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// It need not be woken when the platform is full.
    private void wakeDriver() {
        Passenger<?> nobody = new Passenger<>(tx -> true);
        if (!platform.offer(nobody)) {
            nobody.giveUp();
        }
    }

    private static StorageException closed() {
        return new StorageException(StorageFailure.CLOSED, "the database is closed");
    }

    private static StorageException tooBusy() {
        return new StorageException(
                StorageFailure.BUSY, "the database is too busy to take a change");
    }

    private static final class Passenger<T> {

        private final Work<T> work;
        private final long boarded = System.nanoTime();
        private final AtomicBoolean taken = new AtomicBoolean();
        private final CompletableFuture<@Nullable T> arrival = new CompletableFuture<>();
        private @Nullable T result;

        Passenger(Work<T> work) {
            this.work = work;
        }

        /// Whether the work may run: false when the caller has gone away.
        boolean seat() {
            return taken.compareAndSet(false, true);
        }

        void run(Handle handle) {
            result = work.on(handle);
        }

        void deliver() {
            arrival.complete(result);
        }

        void fail(Throwable cause) {
            arrival.completeExceptionally(cause);
        }

        void giveUp() {
            fail(closed());
        }

        void leaveIfTired(long now, Duration patience) {
            if (now - boarded > patience.toNanos() && taken.compareAndSet(false, true)) {
                fail(tooBusy());
            }
        }

        /// Waits for the commit. An interrupt is remembered but does not end the wait: whether the
        /// change was made must not be left open.
        @SuppressWarnings("NullAway") // null only where T itself is nullable
        T arrive() {
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        return arrival.get();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    } catch (ExecutionException e) {
                        throw rethrown(Objects.requireNonNull(e.getCause()));
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private static RuntimeException rethrown(Throwable cause) {
            return switch (cause) {
                case StorageException e -> e;
                case JdbiException e -> new StorageException("the database refused a change", e);
                case RuntimeException e -> e;
                case Error e -> throw e;
                default -> new StorageException("the database refused a change", cause);
            };
        }
    }
}
