package dev.zimage.database;

import dev.zimage.database.Database.Work;
import dev.zimage.database.Transactions.NotBegunException;
import dev.zimage.threads.Uninterrupted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Group commit: one thread runs all changes that wait in one transaction, so that many callers
/// share one commit and one sync of the disk. See [GroupCommit] for what becomes of a group when
/// one of its changes throws.
public final class CommitTrain implements AutoCloseable {

    private static final int MOST_WAITING = 4096;
    private static final int MOST_IN_A_GROUP = 512;
    private static final Duration BETWEEN_REFUSALS = Duration.ofSeconds(1);

    private final GroupCommit commits;
    private final @Nullable LockWaits lockWaits;
    private final FailureCodes codes;
    private final Duration timeout;
    private final BlockingQueue<PendingWrite<?>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread writer;
    private volatile boolean closing;
    private long failingSince;

    /// @param name of the writer thread
    /// @param transactions used by that thread only
    /// @param timeout how long a change may wait until it begins
    public CommitTrain(
            String name, Transactions transactions, FailureCodes codes, Duration timeout) {
        this(name, transactions, codes, timeout, null);
    }

    /// @param lockWaits where changes go whose rows another transaction has locked; null on a
    ///   database with one writer
    public CommitTrain(
            String name,
            Transactions transactions,
            FailureCodes codes,
            Duration timeout,
            @Nullable LockWaits lockWaits) {
        this.commits = new GroupCommit(transactions, codes);
        this.lockWaits = lockWaits;
        this.codes = codes;
        this.timeout = timeout;
        this.writer = Thread.ofPlatform().name(name).start(this::write);
        Thread.ofVirtual().name(name + "-refusals").start(this::refuseLate);
    }

    /// Runs work in the next transaction and waits for its commit.
    public <T> T ride(Work<T> work) {
        return ride(0, work);
    }

    /// The same, with a place among the changes that are committed together.
    ///
    /// @param order changes run from the lowest to the highest, those of the same order as they
    ///   came
    public <T> T ride(long order, Work<T> work) {
        return ride(new PendingWrite<>(order, work, codes));
    }

    /// The same for an item that runs together with its neighbours of the same work.
    public <I, T> T ride(long order, BulkWork<I, T> work, I item) {
        return ride(new BulkWrite<>(order, work, item, codes));
    }

    private <T> T ride(PendingWrite<T> write) {
        enqueue(write);
        return write.await();
    }

    private void enqueue(PendingWrite<?> write) {
        if (closing) {
            throw closed();
        }
        try {
            if (!waiting.offer(write)
                    && !waiting.offer(write, timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw tooBusy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw codes.failed("interrupted before the change was taken", e);
        }
        if (closing && !writer.isAlive()) {
            write.fail(closed());
        }
    }

    private void write() {
        List<PendingWrite<?>> group = new ArrayList<>(MOST_IN_A_GROUP);
        while (!(closing && waiting.isEmpty() && group.isEmpty())) {
            try {
                fill(group);
                commit(group);
            } catch (InterruptedException e) {
                closing = true;
            } catch (RuntimeException | Error e) {
                // For example an OutOfMemoryError. Without this thread nobody would get an answer.
                fail(group, e);
            }
        }
        waiting.forEach(write -> write.fail(closed()));
    }

    private void fill(List<PendingWrite<?>> group) throws InterruptedException {
        if (group.isEmpty()) {
            PendingWrite<?> first = waiting.poll(100, TimeUnit.MILLISECONDS);
            if (first != null && first.take()) {
                group.add(first);
            }
        }
        List<PendingWrite<?>> more = new ArrayList<>();
        waiting.drainTo(more, MOST_IN_A_GROUP - group.size());
        more.stream().filter(PendingWrite::take).forEach(group::add);
        group.sort(Comparator.comparingLong(PendingWrite::order));
    }

    /// Bounds the wait of changes that were not taken. A look each second at all of them costs far
    /// less than a timer for each, which was a tenth of a submission.
    private void refuseLate() {
        try {
            while (!writer.join(BETWEEN_REFUSALS)) {
                long now = System.nanoTime();
                waiting.forEach(write -> write.refuseAfter(timeout, now, tooBusy()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Commits a group and empties it. While no transaction can begin, for example because another
    /// process has the lock, the group stays for the next attempt, for none of its changes is at
    /// fault. Once that has lasted for as long as a change may wait, they are refused, and from
    /// then on each after one attempt.
    private void commit(List<PendingWrite<?>> group) {
        try {
            store(group);
            failingSince = 0;
        } catch (NotBegunException e) {
            if (hasFailedForLong()) {
                fail(group, e.reason());
            }
        }
    }

    /// Changes that find a row locked move to [LockWaits], so that the others do not wait with
    /// them.
    private void store(List<PendingWrite<?>> group) {
        if (lockWaits == null) {
            if (commits.commit(group) == GroupCommit.Outcome.LOCKED) {
                fail(group, LockWaits.refusal());
            }
            return;
        }
        lockWaits.takeWaiting(group);
        if (!group.isEmpty() && commits.commit(group) == GroupCommit.Outcome.LOCKED) {
            commits.commitFree(group, lockWaits.locks());
            lockWaits.takeAll(group);
        }
    }

    private static void fail(List<PendingWrite<?>> group, Throwable cause) {
        group.forEach(write -> write.fail(cause));
        group.clear();
    }

    private boolean hasFailedForLong() {
        long now = System.nanoTime();
        failingSince = failingSince == 0 ? now : failingSince;
        return now - failingSince > timeout.toNanos();
    }

    /// How many changes wait.
    public int waiting() {
        return waiting.size();
    }

    /// How many groups were committed.
    public long commits() {
        return commits.commits();
    }

    /// How many changes the committed groups had.
    public long changes() {
        return commits.changes();
    }

    @Override
    public void close() {
        closing = true;
        wakeWriter();
        Uninterrupted.join(writer);
        waiting.forEach(write -> write.fail(closed()));
    }

    /// A full queue keeps it awake.
    private void wakeWriter() {
        var _ = waiting.offer(new PendingWrite<>(0, tx -> true, codes));
    }

    private static StorageException closed() {
        return new StorageException(StorageFailure.CLOSED, "the database is closed");
    }

    private StorageException tooBusy() {
        return new StorageException(codes.tooBusy(), "the database is too busy to take a change");
    }
}
