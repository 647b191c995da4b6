package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.Caller;
import dev.zimage.engines.Engines;
import dev.zimage.events.TaskFeed;
import dev.zimage.health.StorageHealth;
import dev.zimage.media.DiskReserve;
import dev.zimage.media.folder.FolderMediaStore;
import dev.zimage.provenance.marking.PictureMarker;
import dev.zimage.server.Eventually;
import dev.zimage.server.StripesEngine;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.Tasks;
import dev.zimage.tasks.drawing.TaskTraces;
import dev.zimage.tasks.drawing.Workers;
import dev.zimage.tasks.submission.Submission;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// An order within a span, as an agent makes one for each request, and a worker that draws it.
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TracesTest {

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private static final AttributeKey<String> TASK = AttributeKey.stringKey("zimage.task.id");

    private final TestDatabase kind;

    @TempDir Path folder;

    @AutoClose private Store store;
    private Caller caller;

    TracesTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        store = Store.open(kind, folder);
        caller = store.customer("shop", 100);
    }

    /// Orders a picture within a span of its own, and lets a worker draw it.
    private Task drawn(OpenTelemetry telemetry, String prompt) throws Exception {
        StripesEngine engine = new StripesEngine(Store.ENGINE);
        Engines engines = new Engines(engine, engine, 1);
        TaskTraces traces = new TaskTraces(telemetry);
        Tasks tasks =
                Tasks.open(
                        store.database(),
                        store.ledger(),
                        engines,
                        Store.checks(store.clock()),
                        Store.TERMS,
                        store.clock(),
                        new SecureRandom());
        tasks.subscribe(traces);
        Workers workers =
                tasks.workers(
                        new StorageHealth(
                                store.database(),
                                new FolderMediaStore(folder.resolve("media")),
                                new DiskReserve(folder.resolve("reserve"), 1)),
                        PictureMarker.none(),
                        new TaskFeed(tasks.view(), PictureMarker.none(), 10),
                        traces);
        Span request =
                TELEMETRY.getOpenTelemetry().getTracer("agent").spanBuilder("POST").startSpan();
        Submission submission;
        try (Scope _ = request.makeCurrent()) {
            submission = tasks.submit(Store.order(caller, prompt));
        } finally {
            request.end();
        }
        Task task = ((Submission.Accepted) submission).task();
        workers.start();
        awaitEnd(task);
        workers.stop(Duration.ofSeconds(30));
        return task;
    }

    private void awaitEnd(Task task) {
        boolean ended =
                Eventually.seen(
                        () ->
                                store.tasks()
                                        .find(task.account(), task.id())
                                        .orElseThrow()
                                        .status()
                                        .isFinal(),
                        end -> end);
        assertThat(ended).as("the task has ended").isTrue();
    }

    private static SpanData span(String name) {
        return TELEMETRY.getSpans().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span " + name));
    }

    @Test
    void what_a_worker_does_belongs_to_the_trace_of_the_request() throws Exception {
        Task task = drawn(TELEMETRY.getOpenTelemetry(), "a boat");

        SpanData request = span("POST");
        assertThat(TELEMETRY.getSpans())
                .extracting(SpanData::getName)
                .containsExactlyInAnyOrder(
                        "POST",
                        "zimage.queue",
                        "zimage.task",
                        "zimage.generate",
                        "zimage.mark",
                        "zimage.store");
        assertThat(TELEMETRY.getSpans())
                .extracting(SpanData::getTraceId)
                .containsOnly(request.getTraceId());
        assertThat(span("zimage.task").getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(span("zimage.queue").getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(span("zimage.generate").getParentSpanId())
                .isEqualTo(span("zimage.task").getSpanId());
        assertThat(span("zimage.store").getParentSpanId())
                .isEqualTo(span("zimage.task").getSpanId());
        assertThat(request.getAttributes().get(TASK)).isEqualTo(task.id().toString());
        assertThat(span("zimage.task").getAttributes().get(TASK)).isEqualTo(task.id().toString());
    }

    @Test
    void a_failure_is_told_by_its_code_and_without_the_prompt() throws Exception {
        drawn(TELEMETRY.getOpenTelemetry(), "fail: a secret boat");

        SpanData span = span("zimage.task");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getAttributes().get(AttributeKey.longKey("zimage.error.code")))
                .isEqualTo(80001);
        assertThat(TELEMETRY.getSpans().toString()).doesNotContain("secret");
    }

    @Test
    void without_an_agent_there_are_no_spans() throws Exception {
        drawn(OpenTelemetry.noop(), "a boat");

        assertThat(TELEMETRY.getSpans()).extracting(SpanData::getName).containsExactly("POST");
    }
}
