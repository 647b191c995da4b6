package dev.zimage.server;

import dev.zimage.accounts.Credits;
import dev.zimage.errors.ErrorCode;
import dev.zimage.events.TaskFeed;
import dev.zimage.tasks.QueueView;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskEvents;
import dev.zimage.tasks.TaskId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/// Counts how tasks end, for `/metrics`.
final class TaskMetrics implements TaskEvents {

    private final MeterRegistry registry;

    TaskMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void watch(QueueView view) {
        Gauge.builder("zimage.tasks.queued", view, QueueView::waiting)
                .description("Tasks that wait")
                .register(registry);
    }

    void watch(TaskFeed feed) {
        Gauge.builder("zimage.events.listeners", feed, TaskFeed::listeners)
                .description("Event streams that are open")
                .register(registry);
    }

    @Override
    public void completed(Task task, Duration took) {
        Timer.builder("zimage.tasks.completed")
                .description("Completed tasks and how long their engine took")
                .tag("engine", task.engine())
                .register(registry)
                .record(took);
    }

    @Override
    public void failed(TaskId task, String engine, Credits refund, ErrorCode code) {
        Counter.builder("zimage.tasks.failed")
                .description("Failed tasks by error code")
                .tag("engine", engine)
                .tag("code", String.valueOf(code.number()))
                .register(registry)
                .increment();
        Counter.builder("zimage.credits.refunded")
                .description("Credits given back for failed tasks")
                .register(registry)
                .increment((double) refund.amount());
    }
}
