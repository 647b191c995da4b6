package dev.zimage.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.zimage.events.Preview;
import dev.zimage.events.Subscription;
import dev.zimage.events.TaskSnapshot;
import dev.zimage.tasks.Task;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Writes the moments of a task as server-sent events, until the task has ended or the client is
/// gone. The id of an event says what it shows, so any server can go on where another stopped.
final class EventStream {

    private static final byte[] RETRY = "retry: 2000\n\n".getBytes(UTF_8);
    private static final byte[] HEARTBEAT = ": still here\n\n".getBytes(UTF_8);

    private final Envelopes envelopes;
    private final String base;
    private final Duration heartbeat;
    private final boolean previews;
    private String lastId;
    private @Nullable Preview lastPreview;

    /// @param base what links begin with
    /// @param lastId of the last event that the client has seen; empty for none
    EventStream(
            Envelopes envelopes, String base, Duration heartbeat, String lastId, boolean previews) {
        this.envelopes = envelopes;
        this.base = base;
        this.heartbeat = heartbeat;
        this.lastId = lastId;
        this.previews = previews;
    }

    void write(Subscription listening, OutputStream out, BooleanSupplier stillAllowed)
            throws IOException {
        out.write(RETRY);
        TaskSnapshot moment = listening.first();
        try {
            while (show(moment, out) && stillAllowed.getAsBoolean()) {
                TaskSnapshot next = listening.await(moment, heartbeat);
                if (next == moment) {
                    if (listening.isOver()) {
                        return;
                    }
                    out.write(HEARTBEAT);
                }
                moment = next;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return whether the task goes on
    private boolean show(TaskSnapshot moment, OutputStream out) throws IOException {
        String id = idOf(moment.task(), moment.position());
        if (!id.equals(lastId)) {
            lastId = id;
            out.write(moment.form(base, () -> event(moment, id)));
        }
        Preview preview = moment.preview();
        if (previews && preview != null && preview != lastPreview) {
            lastPreview = preview;
            out.write(moment.form("", () -> event(moment, preview, id)));
        }
        out.flush();
        return !moment.task().status().isFinal();
    }

    /// The same for equal states of a task, on every connection.
    static String idOf(Task task, @Nullable Integer position) {
        return switch (task.status()) {
            case QUEUED -> "queued-%d-%d".formatted(task.attempts(), position);
            case RUNNING ->
                    "%s-%d-%d%s"
                            .formatted(
                                    task.startedAt() == null ? "waiting" : "running",
                                    task.attempts(),
                                    Math.round(task.progress() * 1_000),
                                    textId(task.textRead()));
            case COMPLETED, FAILED -> task.status().label();
        };
    }

    /// Distinguishes what was read in the pictures so far; empty before the first.
    private static String textId(@Nullable String textRead) {
        return textRead == null ? "" : "-%08x".formatted(textRead.hashCode());
    }

    private byte[] event(TaskSnapshot moment, String id) {
        Task task = moment.task();
        String name = task.status().isFinal() ? task.status().label() : "progress";
        Json.Envelope envelope = envelopes.of(task, moment.position(), () -> base);
        return event(name, id, Json.write(envelope));
    }

    private static byte[] event(TaskSnapshot moment, Preview preview, String id) {
        Json.Preview shown =
                new Json.Preview(
                        moment.task().id().toString(),
                        moment.task().progress(),
                        "image/jpeg",
                        preview.width(),
                        preview.height(),
                        Base64.getEncoder().encodeToString(preview.jpeg()));
        return event("preview", id, Json.write(shown));
    }

    /// @param json without line breaks, as ours is
    private static byte[] event(String name, String id, byte[] json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length + 64);
        bytes.writeBytes("id: %s\nevent: %s\ndata: ".formatted(id, name).getBytes(UTF_8));
        bytes.writeBytes(json);
        bytes.writeBytes("\n\n".getBytes(UTF_8));
        return bytes.toByteArray();
    }
}
