package dev.zimage.api;

import dev.zimage.api.http.Access;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Route;
import dev.zimage.errors.ErrorCode;
import dev.zimage.events.Subscription;
import dev.zimage.events.TaskFeed;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.Tasks;
import dev.zimage.text.QuotedText;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The stream of what happens to a task.
final class EventHandlers {

    private static final String TYPE = "text/event-stream";

    private final Tasks tasks;
    private final TaskFeed feed;
    private final Envelopes envelopes;
    private final Duration heartbeat;

    EventHandlers(OrderService orders, TaskFeed feed, Duration heartbeat) {
        this.tasks = orders.tasks();
        this.feed = feed;
        this.envelopes = orders.envelopes();
        this.heartbeat = heartbeat;
    }

    Stream<Route> routes() {
        return Stream.of(
                Route.keyed("GET", "/api/v1/tasks/{id}/events", Access.ANY_KEY, this::events));
    }

    private Answer events(Call call) {
        call.allowQuery(Set.of("preview"));
        boolean previews = previews(call);
        Task task =
                TaskId.parse(call.pathParameter("id"))
                        .flatMap(id -> tasks.find(call.caller().account(), id))
                        .orElseThrow(() -> TaskHandlers.notFound(call));
        String seen = call.header("Last-Event-ID").orElse("");
        if (task.status().isFinal() && seen.equals(EventStream.idOf(task, null))) {
            // The one answer that keeps an EventSource from coming again.
            return new Answer(204, TYPE, List.of(), new Answer.Bytes(new byte[0]));
        }
        return Answer.stream(TYPE, source(call, task, seen, previews))
                .with("Cache-Control", "no-store, no-transform")
                .with("X-Accel-Buffering", "no");
    }

    private static boolean previews(Call call) {
        String value = call.query("preview").orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw GenerationRequest.invalid(
                    "preview must be true or false, not " + QuotedText.of(value));
        }
        return value.equals("true");
    }

    private Answer.Source source(Call call, Task task, String seen, boolean previews) {
        String base = envelopes.baseFor(call);
        EventStream stream = new EventStream(envelopes, base, heartbeat, seen, previews);
        if (call.method().equals("HEAD")) {
            return (out, stillAllowed) -> {};
        }
        Subscription listening = listen(task, previews);
        return (out, stillAllowed) -> {
            try (listening) {
                stream.write(listening, out, stillAllowed);
            }
        };
    }

    private Subscription listen(Task task, boolean previews) {
        @Nullable Integer position = envelopes.position(task);
        return feed.listen(envelopes.current(task), position, previews)
                .orElseThrow(() ->
                        new Refusal(
                                        ErrorCode.RATE_LIMITED,
                                        "The account has as many event streams open as it may have;"
                                                + " close some, or poll the task")
                                .retryAfter(Duration.ofSeconds(5)));
    }
}
