package dev.zimage.tasks.drawing;

import dev.zimage.database.StorageException;
import dev.zimage.engine.ImageEngine;
import dev.zimage.errors.ErrorCode;
import dev.zimage.media.DiskReserve;
import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaStore;
import dev.zimage.moderation.ContentCheck;
import dev.zimage.tasks.Engines;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.WakeSignal;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.queue.TaskQueue;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The threads that draw: some for each engine, all named. Keeps the leases of what they work on,
/// stops what takes too long, and lets them finish when the server stops.
public final class Workers {

    private static final Logger log = LoggerFactory.getLogger(Workers.class);

    private final TaskQueue queue;
    private final MediaStore media;
    private final ContentCheck content;
    private final Clock clock;
    private final Duration timeout;
    private final DiskGuard disk;
    private final DrawingListener listener;
    private final Map<TaskId, RunningTask> running = new ConcurrentHashMap<>();
    private final Map<String, WakeSignal> doorbells = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final TaskTraces traces;
    private volatile boolean stopping;

    /// @param content looks at the pictures of checked tasks before they are stored
    /// @param timeout how long one attempt may take
    /// @param reserve is given up when the disk is full
    /// @param listener watches what is drawn
    public Workers(
            TaskQueue queue,
            MediaStore media,
            ContentCheck content,
            DiskReserve reserve,
            Clock clock,
            Duration timeout,
            DrawingListener listener,
            TaskTraces traces) {
        this.traces = traces;
        this.queue = queue;
        this.media = media;
        this.content = content;
        this.clock = clock;
        this.timeout = timeout;
        this.disk = new DiskGuard(reserve, clock);
        this.listener = listener;
    }

    /// Starts the threads of each engine.
    public void start(Engines engines, RandomGenerator random) {
        String process = HexFormat.of().toHexDigits(random.nextInt());
        for (ImageEngine engine : engines.all()) {
            int each = engines.workersOf(engine);
            WakeSignal doorbell = new WakeSignal(each);
            doorbells.put(engine.name(), doorbell);
            for (int i = 1; i <= each; i++) {
                String name = engine.name() + "-" + i;
                DrawingWorker worker =
                        new DrawingWorker(
                                process + "/" + name,
                                engine,
                                this,
                                queue,
                                media,
                                content,
                                disk,
                                doorbell,
                                traces);
                threads.add(Thread.ofPlatform().name("worker-" + name).start(worker));
            }
        }
    }

    /// Tells the workers of an engine that something waits.
    public void wake(String engine) {
        WakeSignal doorbell = doorbells.get(engine);
        if (doorbell != null) {
            doorbell.ring();
        }
    }

    /// Whether the disk has room for new tasks and their pictures.
    public boolean haveRoom() {
        return disk.hasRoom();
    }

    /// How far a task of this process is, 0 to 1; empty when it does not run here.
    public OptionalDouble progress(TaskId id) {
        RunningTask task = running.get(id);
        return task == null ? OptionalDouble.empty() : OptionalDouble.of(task.progress());
    }

    /// How many tasks run in this process.
    public int running() {
        return running.size();
    }

    /// How many tasks an engine of this process draws.
    public int running(String engine) {
        return (int)
                running.values().stream()
                        .filter(task -> task.claim().task().engine().equals(engine))
                        .count();
    }

    /// Stops the work on a task whose end is already in the database.
    public void interrupt(TaskId id) {
        RunningTask task = running.get(id);
        if (task != null) {
            task.interrupt();
        }
    }

    /// Renews the leases of all running tasks and stops those that take too long or are no longer
    /// ours. To be called several times in the length of a lease.
    public void renewLeases() {
        for (RunningTask task : running.values()) {
            try {
                renew(task);
            } catch (StorageException e) {
                log.error("the lease of {} could not be renewed", task.claim().task().id(), e);
            }
        }
    }

    private void renew(RunningTask running) {
        Claim claim = running.claim();
        Instant deadline = running.startedAt().plus(timeout);
        if (clock.instant().isAfter(deadline)) {
            Failure failure =
                    new Failure(
                            ErrorCode.GENERATION_TIMED_OUT,
                            "The generation took longer than %d s. Its credits were given back."
                                    .formatted(timeout.toSeconds()));
            if (queue.fail(claim, failure)) {
                log.warn(
                        "{} took longer than {} and was stopped; where {} pictures take that long,"
                                + " see engine.pixels and task.timeout",
                        claim.task().id(),
                        timeout,
                        claim.task().size());
            }
            running.interrupt();
        } else if (!queue.renew(claim, running.progress())) {
            running.interrupt();
        }
    }

    /// Lets the running tasks finish, for at most this long, and puts the rest back into the queue.
    public void stop(Duration grace) {
        stopping = true;
        doorbells.values().forEach(WakeSignal::ring);
        Instant deadline = clock.instant().plus(grace);
        for (Thread thread : threads) {
            join(thread, Duration.between(clock.instant(), deadline));
        }
        for (RunningTask task : running.values()) {
            giveBack(task.claim());
            task.interrupt();
        }
        threads.forEach(thread -> join(thread, Duration.ofSeconds(2)));
    }

    private void giveBack(Claim claim) {
        try {
            queue.giveBack(claim);
        } catch (StorageException e) {
            log.error("{} could not be put back; its lease runs out", claim.task().id(), e);
        }
    }

    private static void join(Thread thread, Duration atMost) {
        try {
            boolean ended = thread.join(atMost.isNegative() ? Duration.ZERO : atMost);
            if (!ended) {
                log.debug("{} still works", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isStopping() {
        return stopping;
    }

    RunningTask begin(Claim claim) {
        RunningTask task =
                new RunningTask(
                        claim,
                        Thread.currentThread(),
                        clock.instant(),
                        listener,
                        took -> queue.stepped(claim.task(), took));
        running.put(claim.task().id(), task);
        return task;
    }

    void end(RunningTask task) {
        running.remove(task.claim().task().id(), task);
        task.finish();
    }

    /// Removes the picture of a task that will have none: one that came too late, or that an
    /// earlier attempt left behind. A task that has not ended may be another worker's by now, who
    /// completes it with a picture of the same key: that one must stay.
    void discardIfFailed(Task task, MediaKey key) {
        try {
            if (queue.hasFailed(task.id()) && media.delete(key)) {
                log.debug("removed the picture of {}", task.id());
            }
        } catch (IOException | StorageException e) {
            log.warn("the picture of {} could not be removed", task.id(), e);
        }
    }
}
