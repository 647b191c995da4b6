package dev.zimage.tasks.drawing;

import dev.zimage.accounts.Credits;
import dev.zimage.database.StorageException;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engines.Engines;
import dev.zimage.errors.ErrorCode;
import dev.zimage.health.StorageHealth;
import dev.zimage.provenance.marking.PictureMarker;
import dev.zimage.tasks.Checks;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskContext;
import dev.zimage.tasks.TaskEvents;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.TaskProgress;
import dev.zimage.tasks.WakeSignal;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.queue.TaskQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The threads that draw: some for each engine, all named. Renews the leases of the tasks that they
/// draw, stops tasks that take too long, and lets them finish when the server stops.
public final class Workers implements TaskEvents {

    private static final Logger log = LoggerFactory.getLogger(Workers.class);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);

    private final TaskContext context;
    private final TaskQueue queue;
    private final StorageHealth storage;
    private final String process;
    private final RunningTasks running;
    private final LeaseRenewer renewer;
    private final TaskRunner runner;
    private final Map<String, WakeSignal> wakeSignals = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    /// @param checks of pictures before they are stored
    /// @param marker marks the pictures before they are stored
    /// @param listener watches the pictures while they are drawn
    public Workers(
            TaskContext context,
            TaskQueue queue,
            StorageHealth storage,
            Checks checks,
            PictureMarker marker,
            DrawingListener listener,
            TaskTraces traces) {
        this.context = context;
        this.queue = queue;
        this.storage = storage;
        this.process = HexFormat.of().toHexDigits(context.random().nextLong());
        this.running = new RunningTasks(queue, listener, context.clock());
        this.renewer = new LeaseRenewer(running, queue, context.terms().timeout());
        TaskOutcome outcome = new TaskOutcome(queue, traces, () -> stopping);
        this.runner =
                new TaskRunner(
                        running,
                        outcome,
                        new TextCheckedDrawing(
                                checks.texts(),
                                outcome,
                                traces,
                                context.terms().timeout(),
                                () -> stopping),
                        new PictureMarking(marker, traces),
                        new PictureFiles(storage, queue, marker, () -> stopping),
                        checks.content(),
                        traces);
    }

    /// Starts the threads of each engine.
    public void start() {
        Engines engines = context.engines();
        engines.here().forEach(engine -> start(engine, engines.workersOf(engine.name())));
    }

    /// The name of this process among those that draw; no two starts share it.
    public String process() {
        return process;
    }

    private void start(ImageEngine engine, int count) {
        WakeSignal wakeSignal = new WakeSignal(count);
        wakeSignals.put(engine.name(), wakeSignal);
        for (int i = 1; i <= count; i++) {
            String name = engine.name() + "-" + i;
            DrawingWorker worker =
                    new DrawingWorker(
                            process + "/" + name,
                            engine,
                            queue,
                            storage,
                            wakeSignal,
                            runner,
                            () -> stopping);
            threads.add(Thread.ofPlatform().name("worker-" + name).start(worker));
        }
    }

    /// Wakes a worker of the engine of a new task.
    @Override
    public void submitted(Task task) {
        WakeSignal wakeSignal = wakeSignals.get(task.engine());
        if (wakeSignal != null) {
            wakeSignal.signal();
        }
    }

    /// Stops the work on a task that was cancelled.
    @Override
    public void failed(TaskId task, String engine, Credits refund, ErrorCode code) {
        RunningTask drawn = code == ErrorCode.TASK_CANCELLED ? running.find(task) : null;
        if (drawn != null) {
            drawn.interrupt();
        }
    }

    /// The progress of a task of this process; empty when it does not run here.
    public Optional<TaskProgress> progress(TaskId id) {
        return Optional.ofNullable(running.find(id)).map(RunningTask::progress);
    }

    /// The tasks that run in this process.
    public Set<TaskId> drawn() {
        return running.all().stream()
                .map(task -> task.claim().task().id())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// How many tasks run in this process.
    public int running() {
        return running.all().size();
    }

    /// How many tasks an engine of this process draws.
    public int running(String engine) {
        return (int)
                running.all().stream()
                        .filter(task -> task.claim().task().engine().equals(engine))
                        .count();
    }

    /// Renews the leases of all running tasks, and stops tasks that take too long or whose claim no
    /// longer holds. To be called several times during a lease.
    public void renewLeases() {
        renewer.renewAll();
    }

    /// Lets the running tasks finish, for at most this long, and puts the others back into the
    /// queue.
    public void stop(Duration grace) {
        stopping = true;
        wakeSignals.values().forEach(WakeSignal::signalAll);
        long begun = System.nanoTime();
        for (Thread thread : threads) {
            join(thread, grace.minusNanos(System.nanoTime() - begun));
        }
        for (RunningTask task : running.all()) {
            giveBack(task.claim());
            task.interrupt();
        }
        threads.forEach(thread -> join(thread, AFTER_INTERRUPT));
    }

    private void giveBack(Claim claim) {
        try {
            queue.giveBack(claim);
        } catch (StorageException e) {
            log.error("{} could not be put back; its lease expires", claim.task().id(), e);
        }
    }

    private static void join(Thread thread, Duration atMost) {
        try {
            boolean ended = thread.join(atMost.isNegative() ? Duration.ZERO : atMost);
            if (!ended) {
                log.debug("{} is still working", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
