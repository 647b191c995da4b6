package dev.zimage.tasks.drawing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.zimage.accounts.Credits;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskEvents;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.queue.Claim;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.time.Instant;

/// Spans of OpenTelemetry for the way of a task from its order to its picture; nothing without an
/// agent or an SDK that takes them. The span of the request that ordered a task is remembered in
/// this process, so that what a worker does with it belongs to the same trace. After a restart it
/// is a trace of its own, to be found by the id of the task. Prompts are in no span. Safe for use
/// by any number of threads.
public final class TaskTraces implements TaskEvents {

    private static final AttributeKey<String> TASK = AttributeKey.stringKey("zimage.task.id");
    private static final AttributeKey<String> MODEL = AttributeKey.stringKey("zimage.model");
    private static final AttributeKey<String> ENGINE = AttributeKey.stringKey("zimage.engine");
    private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("zimage.attempt");
    private static final AttributeKey<Long> CODE = AttributeKey.longKey("zimage.error.code");

    private static final int ORDERS_REMEMBERED = 20_000;
    private static final Duration MEMORY = Duration.ofHours(24);

    private final Tracer tracer;
    private final Cache<TaskId, SpanContext> orders =
            Caffeine.newBuilder()
                    .maximumSize(ORDERS_REMEMBERED)
                    .expireAfterWrite(MEMORY)
                    .executor(Runnable::run)
                    .build();

    /// @param telemetry what takes the spans; may be the one that does nothing
    public TaskTraces(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("dev.zimage");
    }

    /// Called on the thread of the request, within its span.
    @Override
    public void submitted(Task task) {
        Span order = Span.current();
        if (order.getSpanContext().isValid()) {
            var _ = order.setAttribute(TASK, task.id().toString());
            orders.put(task.id(), order.getSpanContext());
        }
    }

    /// Begins the span of an attempt on the thread of its worker, and with the first one tells how
    /// long the task has waited.
    Running begin(Claim claim) {
        Task task = claim.task();
        Context parent = parentOf(task.id());
        Instant started = task.startedAt();
        if (claim.attempt() == 1 && started != null) {
            tracer.spanBuilder("zimage.queue")
                    .setParent(parent)
                    .setStartTimestamp(task.createdAt())
                    .setAttribute(TASK, task.id().toString())
                    .startSpan()
                    .end(started);
        }
        return new Running(
                tracer.spanBuilder("zimage.task")
                        .setParent(parent)
                        .setSpanKind(SpanKind.CONSUMER)
                        .setAttribute(TASK, task.id().toString())
                        .setAttribute(MODEL, task.model())
                        .setAttribute(ENGINE, task.engine())
                        .setAttribute(ATTEMPT, (long) claim.attempt())
                        .startSpan());
    }

    private Context parentOf(TaskId id) {
        SpanContext order = orders.getIfPresent(id);
        return order == null ? Context.root() : Context.root().with(Span.wrap(order));
    }

    /// Begins a part of what the thread is at.
    Running part(String name) {
        return new Running(tracer.spanBuilder(name).startSpan());
    }

    /// What the thread is at has failed.
    void failed(Failure failure) {
        var _ =
                Span.current()
                        .setAttribute(CODE, (long) failure.code().number())
                        .setStatus(StatusCode.ERROR, failure.code().meaning());
    }

    @Override
    public void completed(Task task, Duration took) {
        orders.invalidate(task.id());
    }

    @Override
    public void failed(TaskId task, String engine, Credits refund, ErrorCode code) {
        orders.invalidate(task);
    }

    /// The span that a thread is in until it is closed.
    static final class Running implements AutoCloseable {

        private final Span span;
        private final Scope scope;

        @SuppressWarnings("MustBeClosedChecker") // it is closed with this
        private Running(Span span) {
            this.span = span;
            this.scope = span.makeCurrent();
        }

        @Override
        public void close() {
            scope.close();
            span.end();
        }
    }
}
