package dev.zimage.upstream.comfyui;

import dev.zimage.upstream.CallFailure;
import dev.zimage.upstream.CallFailure.Kind;
import dev.zimage.upstream.Deadline;
import dev.zimage.upstream.GenerationCall;
import dev.zimage.upstream.ReceivedPicture;
import dev.zimage.upstream.UpstreamHttp;
import dev.zimage.upstream.UpstreamJson;
import dev.zimage.upstream.comfyui.ComfyUiEvents.Event;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A workflow that ComfyUI has queued, until its history has an entry. That is empty for a workflow
/// that goes on and for one that is unknown, so what is in neither history nor queue is lost.
final class ComfyUiRun {

    private static final String SCHEME = "Bearer";
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration WITHOUT_EVENTS = Duration.ofMillis(250);
    private static final int MOST_LOST_LOOKS = 4;
    private static final Set<String> ENDS =
            Set.of("execution_success", "execution_error", "execution_interrupted");

    private final GenerationCall call;
    private final String id;
    private final ComfyUiEvents events;
    private boolean closed;
    private int steps;

    ComfyUiRun(GenerationCall call, String id, ComfyUiEvents events) {
        this.call = call;
        this.id = id;
        this.events = events;
    }

    /// @throws CallFailure when the workflow failed, is lost or does not end in time
    JsonNode awaitEntry() throws CallFailure, InterruptedException {
        int lost = 0;
        while (!call.deadline().isOver()) {
            follow();
            try {
                JsonNode entry = look();
                if (entry != null) {
                    requireSuccess(entry);
                    return entry;
                }
                lost = 0;
            } catch (CallFailure e) {
                boolean mayPass = e.kind() == Kind.FAILED || e.kind() == Kind.UNREACHABLE;
                if (!mayPass || ++lost == MOST_LOST_LOOKS) {
                    throw e;
                }
            }
        }
        throw new CallFailure(Kind.TIMED_OUT, "the workflow did not end in time");
    }

    /// Takes events until it is time to look into the history.
    private void follow() throws InterruptedException {
        Deadline look = Deadline.in(closed ? WITHOUT_EVENTS : BETWEEN_LOOKS);
        while (!look.isOver() && !call.deadline().isOver()) {
            Event event = closed ? null : events.next(look.left());
            switch (event) {
                case null -> {
                    if (closed) {
                        call.deadline().sleep(look.left());
                    }
                    return;
                }
                case Event.Message(String type, JsonNode data) -> {
                    if (isEnd(type, data)) {
                        return;
                    }
                    progress(type, data);
                }
                case Event.Preview(byte[] file) -> preview(file);
                case Event.Closed() -> closed = true;
            }
        }
    }

    private boolean isEnd(String type, JsonNode data) {
        boolean end =
                ENDS.contains(type) || (type.equals("executing") && data.path("node").isNull());
        return end && isOurs(data);
    }

    private boolean isOurs(JsonNode data) {
        return UpstreamJson.text(data, "/prompt_id").equals(id);
    }

    private void progress(String type, JsonNode data) {
        int done = data.path("value").asInt(0);
        int total = data.path("max").asInt(0);
        if (type.equals("progress") && isOurs(data) && done > 0 && done <= total) {
            steps = done;
            call.progress().step(done, total);
        }
    }

    private void preview(byte[] file) {
        if (call.previews().isWanted()) {
            try {
                call.previews().preview(Math.max(1, steps), ReceivedPicture.preview(file));
            } catch (CallFailure | RuntimeException e) {
                call.previews().failed(e);
            }
        }
    }

    private @Nullable JsonNode look() throws CallFailure, InterruptedException {
        JsonNode entry = get("/history/" + id).path(id);
        if (entry.isObject()) {
            return entry;
        }
        if (!isQueued(get("/queue"))) {
            entry = get("/history/" + id).path(id); // it may have ended between the two looks
            if (entry.isObject()) {
                return entry;
            }
            throw new CallFailure(Kind.DRAWING_FAILED, "does not know the workflow any more");
        }
        return null;
    }

    private boolean isQueued(JsonNode queue) {
        return isRunning(queue, id) || holds(queue, "queue_pending", id);
    }

    /// Whether a workflow is being drawn, by what `/queue` answers.
    static boolean isRunning(JsonNode queue, String id) {
        return holds(queue, "queue_running", id);
    }

    private static boolean holds(JsonNode queue, String list, String id) {
        return queue.path(list).values().stream()
                .anyMatch(item -> UpstreamJson.text(item, "/1").equals(id));
    }

    private void requireSuccess(JsonNode entry) throws CallFailure {
        String status = UpstreamJson.text(entry, "/status/status_str");
        if (!status.isEmpty() && !status.equals("success")) {
            throw new CallFailure(
                    Kind.DRAWING_FAILED,
                    "the workflow ended with %s: %s"
                            .formatted(
                                    status, call.texts().shown(entry.path("status").toString())));
        }
    }

    private JsonNode get(String path) throws CallFailure, InterruptedException {
        return call.send(
                        UpstreamHttp.Call.get(
                                call.server().at(path),
                                call.server().authorization(SCHEME),
                                call.largestPicture()))
                .json();
    }
}
