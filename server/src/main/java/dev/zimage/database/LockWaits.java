package dev.zimage.database;

import dev.zimage.database.Transactions.NotBegunException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Where changes wait whose rows another transaction has locked, so that they hold up only changes
/// of their own group. Each group tries by itself, in transactions that wait a short time for the
/// lock, until it gets it or its changes have waited for too long and are refused. A few groups try
/// at once, because each takes a connection. Safe for use by any number of threads.
///
/// A group that gave up is remembered until a change of it is stored: the next one comes here at
/// once, instead of holding up a writer to find the same lock.
public final class LockWaits implements AutoCloseable {

    private static final int MOST_OF_A_GROUP = 512;

    private final RowLocks locks;
    private final GroupCommit commits;
    private final Duration timeout;
    private final Semaphore turns;
    private final Map<Long, Line> lines = new HashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closing;

    /// The changes of one group, in the order in which they came. Guarded by the whole.
    private static final class Line {
        final Deque<PendingWrite<?>> waiting = new ArrayDeque<>();
        boolean served;
    }

    /// @param transactions wait for a lock for a fraction of `timeout`
    /// @param timeout how long a change may wait
    /// @param atOnce how many groups may try at the same time
    public LockWaits(
            RowLocks locks,
            Transactions transactions,
            FailureCodes codes,
            Duration timeout,
            int atOnce) {
        this.locks = locks;
        this.commits = new GroupCommit(transactions, codes);
        this.timeout = timeout;
        this.turns = new Semaphore(atOnce, true);
    }

    RowLocks locks() {
        return locks;
    }

    /// Takes those of the changes whose group waits here.
    synchronized void takeWaiting(List<PendingWrite<?>> changes) {
        if (!lines.isEmpty()) {
            changes.removeIf(change -> {
                boolean waits = lines.containsKey(change.order());
                if (waits) {
                    add(change);
                }
                return waits;
            });
        }
    }

    /// Takes changes whose rows another transaction has locked.
    synchronized void takeAll(List<PendingWrite<?>> changes) {
        changes.forEach(this::add);
        changes.clear();
    }

    private void add(PendingWrite<?> change) {
        Line line = lines.computeIfAbsent(change.order(), group -> new Line());
        if (line.waiting.size() >= MOST_OF_A_GROUP) {
            change.fail(refusal());
            return;
        }
        line.waiting.add(change);
        if (!line.served) {
            line.served = true;
            threads.execute(() -> serve(change.order(), line));
        }
    }

    private void serve(long group, Line line) {
        boolean stored = false;
        while (true) {
            List<PendingWrite<?>> changes = next(group, line, stored);
            if (changes.isEmpty()) {
                return;
            }
            try {
                stored = tryOnce(changes);
            } catch (RuntimeException | Error e) {
                changes.forEach(change -> change.fail(e));
                changes.clear();
            }
            refuseLate(changes);
            putBack(line, changes);
        }
    }

    /// Once a change was stored, the lock is free, and further changes go to their writer again.
    ///
    /// @return empty when no change waits any more
    private synchronized List<PendingWrite<?>> next(long group, Line line, boolean stored) {
        if (stored) {
            lines.remove(group, line);
        }
        List<PendingWrite<?>> changes = new ArrayList<>(line.waiting);
        line.waiting.clear();
        line.served = !changes.isEmpty();
        return changes;
    }

    private synchronized void putBack(Line line, List<PendingWrite<?>> changes) {
        changes.reversed().forEach(line.waiting::addFirst);
    }

    /// Removes the changes that are done with.
    ///
    /// @return whether the lock was free
    private boolean tryOnce(List<PendingWrite<?>> changes) {
        if (!hasTurn()) {
            return false;
        }
        try {
            return commits.commit(changes) == GroupCommit.Outcome.ENDED;
        } catch (NotBegunException e) {
            return false;
        } finally {
            turns.release();
        }
    }

    private boolean hasTurn() {
        try {
            return turns.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void refuseLate(List<PendingWrite<?>> changes) {
        long now = System.nanoTime();
        changes.removeIf(change -> {
            boolean late = closing || change.hasWaitedFor(timeout, now);
            if (late) {
                change.fail(refusal());
            }
            return late;
        });
    }

    static StorageException refusal() {
        return new StorageException(
                StorageFailure.LOCKED, "another transaction keeps a row locked for too long");
    }

    /// How many changes wait.
    public synchronized int waiting() {
        return lines.values().stream().mapToInt(line -> line.waiting.size()).sum();
    }

    /// How many groups were committed.
    public long commits() {
        return commits.commits();
    }

    /// How many changes the committed groups had.
    public long changes() {
        return commits.changes();
    }

    /// Each change gets one more attempt. To be called when no writer brings any more.
    @Override
    public void close() {
        closing = true;
        threads.close();
    }
}
