package dev.zimage.tasks.queue;

import dev.zimage.accounts.AccountId;
import dev.zimage.database.Database;
import dev.zimage.database.StorageException;
import dev.zimage.engine.ImageSize;
import dev.zimage.engines.Engines;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskEvents;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.registry.WorkerView;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The queue as a whole, for those who ask how long it is: positions, times left, room. It is a
/// picture that is renewed now and then, so that a thousand clients who poll cost four look-ups a
/// second; what it says may be that much out of date. Safe for use by any number of threads.
public final class QueueView implements TaskEvents {

    private static final Logger log = LoggerFactory.getLogger(QueueView.class);
    private static final long NANOS_FRESH = Duration.ofMillis(250).toNanos();
    private static final int COST_FACTOR = 50;

    /// One slow refresh on a busy machine must not make the positions a minute old.
    private static final long NANOS_OLDEST = Duration.ofSeconds(5).toNanos();

    private final Database database;
    private final Engines engines;
    private final WorkerView workers;
    private final DurationEstimates durations = new DurationEstimates();
    private volatile Aged newest;
    private final AtomicInteger changeSince = new AtomicInteger();
    private final ReentrantLock renewing = new ReentrantLock();

    private record Aged(QueueSnapshot snapshot, QueueRanks ranks, long staleAt) {}

    /// @param workers of all processes
    public QueueView(Database database, Engines engines, WorkerView workers) {
        this.database = database;
        this.engines = engines;
        this.workers = workers;
        this.newest = new Aged(QueueSnapshot.EMPTY, new QueueRanks(database), System.nanoTime());
    }

    /// How many tasks wait, over all accounts.
    public int waiting() {
        return Math.max(0, newest().snapshot.waiting() + changeSince.get());
    }

    /// How many tasks wait for an engine; a little out of date.
    public int waiting(String engine) {
        return newest().snapshot.waiting(engine);
    }

    /// The task that has waited longest for an engine; a little out of date.
    public Optional<TaskId> oldest(String engine) {
        return Optional.ofNullable(newest().snapshot.oldest().get(engine));
    }

    /// The place of a queued task: 1 is next.
    public int position(Task task) {
        Aged current = newest();
        int own = current.snapshot.waiting(task.engine(), task.account());
        int rank = current.ranks.rank(task, Math.max(0, own - 1));
        return current.snapshot.position(task.engine(), task.account(), rank);
    }

    /// How long an order that is submitted now would take.
    public Duration timeLeftForNew(String engine, String model, AccountId account, ImageSize size) {
        QueueSnapshot snapshot = newest().snapshot;
        int position = snapshot.position(engine, account, snapshot.waiting(engine, account));
        return after(position, engine, expected(engine, model, size));
    }

    private Duration after(int position, String engine, Duration each) {
        return each.multipliedBy(1 + Math.ceilDiv(position - 1, workersOf(engine)));
    }

    /// How many pictures are drawn at once, over all processes.
    private int workersOf(String engine) {
        return Math.max(workers.workersOf(engine), engines.workersOf(engine));
    }

    /// What the engine says, else what its pictures took so far, here or elsewhere.
    private Duration expected(String engine, String model, ImageSize size) {
        return engines.expected(engine, model, size)
                .or(() ->
                        engines.isElsewhere(engine) ? workers.pictureOf(engine) : Optional.empty())
                .orElseGet(() -> durations.expected(engine, size));
    }

    /// When a place should be free in the queue of an engine, from now.
    public Duration timeToNextPlace(String engine, String model, ImageSize size) {
        return expected(engine, model, size).dividedBy(workersOf(engine));
    }

    @Override
    public void submitted(Task task) {
        changeSince.incrementAndGet();
    }

    @Override
    public void claimed(Task task) {
        changeSince.decrementAndGet();
    }

    @Override
    public void completed(Task task, Duration took) {
        durations.measured(task.engine(), task.size(), took);
    }

    private Aged newest() {
        Aged current = newest;
        if (System.nanoTime() - current.staleAt >= 0 && renewing.tryLock()) {
            try {
                return renew(current);
            } finally {
                renewing.unlock();
            }
        }
        return current;
    }

    /// While the database cannot be read, the snapshot before is used: a place in the queue must
    /// not cost an answer about a task that is known.
    private Aged renew(Aged current) {
        long before = System.nanoTime();
        int counted = changeSince.get();
        QueueSnapshot snapshot = current.snapshot;
        try {
            snapshot = database.read(QueueSnapshot::read);
            changeSince.addAndGet(-counted);
        } catch (StorageException e) {
            log.warn("the queue could not be read: {}", e.failure().meaning());
        }
        long now = System.nanoTime();
        long fresh = Math.clamp(COST_FACTOR * (now - before), NANOS_FRESH, NANOS_OLDEST);
        Aged renewed = new Aged(snapshot, new QueueRanks(database), now + fresh);
        newest = renewed;
        return renewed;
    }
}
