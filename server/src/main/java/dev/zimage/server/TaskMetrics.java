package dev.zimage.server;

import dev.zimage.accounts.Credits;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.Readiness;
import dev.zimage.engines.Engines;
import dev.zimage.errors.ErrorCode;
import dev.zimage.events.TaskFeed;
import dev.zimage.health.StorageHealth;
import dev.zimage.health.StoragePart;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskEvents;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.drawing.Workers;
import dev.zimage.tasks.queue.QueueView;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts what becomes of tasks, for `/metrics`.
final class TaskMetrics implements TaskEvents {

    private static final Duration[] WAITS = seconds(0.1, 0.5, 1, 5, 15, 60, 300, 900, 3_600);
    private static final Duration[] PICTURES = seconds(0.1, 0.25, 0.5, 1, 5, 15, 60, 300, 900);
    private static final Duration[] STEPS = seconds(0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 15, 60);

    private final MeterRegistry registry;
    private final Counter charged;
    private final Counter refunded;
    private final Map<String, Timers> timers = new ConcurrentHashMap<>();

    /// Those of an engine.
    private record Timers(Timer waits, Timer steps, Timer pictures) {}

    TaskMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.charged =
                Counter.builder("zimage.credits.charged")
                        .description("Credits taken for tasks")
                        .register(registry);
        this.refunded =
                Counter.builder("zimage.credits.refunded")
                        .description("Credits given back for failed tasks")
                        .register(registry);
    }

    private static Duration[] seconds(double... bounds) {
        return Arrays.stream(bounds)
                .mapToObj(bound -> Duration.ofMillis(Math.round(bound * 1e3)))
                .toArray(Duration[]::new);
    }

    void watch(Engines engines, QueueView view, Workers workers, Clock clock) {
        for (ImageEngine engine : engines.all()) {
            String name = engine.name();
            timers.put(name, timers(name));
            Gauge.builder("zimage.tasks.queued", view, queue -> queue.waiting(name))
                    .description("Tasks that wait")
                    .tag("engine", name)
                    .register(registry);
            Gauge.builder("zimage.tasks.oldest.seconds", view, queue -> age(queue, name, clock))
                    .description("How long the oldest waiting task has waited")
                    .tag("engine", name)
                    .register(registry);
            Gauge.builder("zimage.tasks.running", workers, all -> all.running(name))
                    .description("Tasks that are being drawn")
                    .tag("engine", name)
                    .register(registry);
            Gauge.builder("zimage.engine.ready", engine, TaskMetrics::ready)
                    .description("1 when the engine can draw")
                    .tag("engine", name)
                    .register(registry);
        }
    }

    private static double age(QueueView queue, String engine, Clock clock) {
        return queue.oldest(engine)
                .map(task -> Duration.between(task.madeAt(), clock.instant()).toMillis() / 1e3)
                .map(seconds -> Math.max(0, seconds))
                .orElse(0.0);
    }

    void watch(StorageHealth storage) {
        Gauge.builder("zimage.disk.room", storage, all -> works(all, StoragePart.DISK))
                .description("0 while the disk is too full for new tasks")
                .register(registry);
        for (StoragePart part : StoragePart.values()) {
            Gauge.builder("zimage.storage.ready", storage, all -> works(all, part))
                    .description("0 while this part of the storage cannot take orders")
                    .tag("part", part.label())
                    .register(registry);
        }
    }

    private static double works(StorageHealth storage, StoragePart part) {
        return storage.outage(part).isEmpty() ? 1 : 0;
    }

    void watch(TaskFeed feed) {
        Gauge.builder("zimage.events.listeners", feed, TaskFeed::listeners)
                .description("Event streams that are open")
                .register(registry);
    }

    private static double ready(ImageEngine engine) {
        return engine.readiness() instanceof Readiness.Ready ? 1 : 0;
    }

    private Timers timers(String engine) {
        return new Timers(
                timer("zimage.tasks.waited", "From the order to its first start", engine, WAITS),
                timer("zimage.steps", "Steps of a picture, but for the first", engine, STEPS),
                timer(
                        "zimage.tasks.completed",
                        "Completed tasks and how long their engine took",
                        engine,
                        PICTURES));
    }

    private Timer timer(String name, String description, String engine, Duration[] bounds) {
        return Timer.builder(name)
                .description(description)
                .tag("engine", engine)
                .serviceLevelObjectives(bounds)
                .register(registry);
    }

    private Timers of(Task task) {
        return timers.computeIfAbsent(task.engine(), this::timers);
    }

    @Override
    public void submitted(Task task) {
        charged.increment((double) task.price().amount());
    }

    @Override
    public void claimed(Task task) {
        Instant started = task.startedAt();
        if (task.attempts() == 1 && started != null) {
            of(task).waits.record(Duration.between(task.createdAt(), started));
        }
    }

    @Override
    public void stepped(Task task, Duration took) {
        of(task).steps.record(took);
    }

    @Override
    public void completed(Task task, Duration took) {
        of(task).pictures.record(took);
    }

    @Override
    public void failed(TaskId task, String engine, Credits refund, ErrorCode code) {
        Counter.builder("zimage.tasks.failed")
                .description("Failed tasks by error code")
                .tag("engine", engine)
                .tag("code", String.valueOf(code.number()))
                .register(registry)
                .increment();
        refunded.increment((double) refund.amount());
    }
}
