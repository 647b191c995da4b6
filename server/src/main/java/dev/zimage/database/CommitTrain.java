package dev.zimage.database;

import dev.zimage.database.Database.Work;
import dev.zimage.database.Transactions.NotBegunException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jdbi.v3.core.Handle;

/// Group commit: one thread runs all changes that wait in one transaction, so that many callers
/// share one commit and one sync of the disk.
///
/// When a change of a group throws, the group is rolled back and each of its changes runs in a
/// transaction of its own, so that only the one at fault fails. A change therefore may run twice,
/// and only once for good.
public final class CommitTrain implements AutoCloseable {

    private static final int MOST_WAITING = 4096;
    private static final int MOST_IN_A_GROUP = 512;
    private static final Duration BETWEEN_REFUSALS = Duration.ofSeconds(1);

    private final Transactions transactions;
    private final FailureCodes codes;
    private final Duration patience;
    private final BlockingQueue<PendingWrite<?>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread writer;
    private final LongAdder commits = new LongAdder();
    private final LongAdder changes = new LongAdder();
    private volatile boolean closing;
    private long failingSince;

    /// @param name of the writer thread
    /// @param transactions used by that thread only
    /// @param patience how long a change may wait until it begins
    public CommitTrain(
            String name, Transactions transactions, FailureCodes codes, Duration patience) {
        this.transactions = transactions;
        this.codes = codes;
        this.patience = patience;
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
                    && !waiting.offer(write, patience.toMillis(), TimeUnit.MILLISECONDS)) {
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
                waiting.forEach(write -> write.refuseAfter(patience, now, tooBusy()));
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
        if (group.isEmpty()) {
            return;
        }
        try {
            transactions.run(handle -> run(handle, group));
            failingSince = 0;
            commits.increment();
            changes.add(group.size());
            group.forEach(PendingWrite::committed);
            group.clear();
        } catch (NotBegunException e) {
            if (hasFailedForLong()) {
                fail(group, e.reason());
            }
        } catch (RuntimeException | Error e) {
            failingSince = 0;
            if (group.size() == 1 || isForAll(e)) {
                fail(group, e);
            } else {
                List<PendingWrite<?>> each = List.copyOf(group);
                group.clear();
                each.forEach(this::commitAlone);
            }
        }
    }

    private static void run(Handle handle, List<PendingWrite<?>> group) {
        for (int done = 0; done < group.size(); ) {
            List<PendingWrite<?>> left = group.subList(done, group.size());
            done += left.getFirst().runFirst(handle, left);
        }
    }

    /// Whether the fault is in the database and in none of the changes. After a commit whose answer
    /// stays unknown, none may run again: it may have been made.
    private boolean isForAll(Throwable thrown) {
        return switch (codes.of(thrown)) {
            case GONE, UNREACHABLE, UNCERTAIN -> true;
            default -> false;
        };
    }

    private void commitAlone(PendingWrite<?> write) {
        List<PendingWrite<?>> alone = new ArrayList<>(List.of(write));
        while (!alone.isEmpty()) {
            commit(alone);
        }
    }

    private static void fail(List<PendingWrite<?>> group, Throwable cause) {
        group.forEach(write -> write.fail(cause));
        group.clear();
    }

    private boolean hasFailedForLong() {
        long now = System.nanoTime();
        failingSince = failingSince == 0 ? now : failingSince;
        return now - failingSince > patience.toNanos();
    }

    /// How many changes wait.
    public int waiting() {
        return waiting.size();
    }

    /// How many groups were committed.
    public long commits() {
        return commits.sum();
    }

    /// How many changes the committed groups had.
    public long changes() {
        return changes.sum();
    }

    @Override
    public void close() {
        closing = true;
        wakeWriter();
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        waiting.forEach(write -> write.fail(closed()));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// A full queue keeps it awake.
    private void wakeWriter() {
        var _ = waiting.offer(new PendingWrite<>(0, tx -> true, codes));
    }

    private static StorageException closed() {
        return new StorageException(StorageFailure.CLOSED, "the database is closed");
    }

    private static StorageException tooBusy() {
        return new StorageException(
                StorageFailure.BUSY, "the database is too busy to take a change");
    }
}
