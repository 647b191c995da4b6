package dev.zimage.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/// Waits for the end of one task by the server's events or, where there are none or they stop, by
/// polling. Used by one thread.
final class TaskAwaiter {

    private static final Set<String> EVENTS = Set.of("progress", "completed", "failed");
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int PAUSES_A_WAIT = 20;

    private final Transport transport;
    private final ClientClock.Deadline deadline;
    private final Timeouts timeouts;
    private final String id;
    private final Consumer<? super ImageTask> progress;

    TaskAwaiter(
            Transport transport,
            ClientClock.Deadline deadline,
            Timeouts timeouts,
            String id,
            Consumer<? super ImageTask> progress) {
        this.transport = transport;
        this.deadline = deadline;
        this.timeouts = timeouts;
        this.id = id;
        this.progress = progress;
    }

    /// The task once it has ended, completed or failed.
    ///
    /// @throws WaitTimeoutException when it has not
    ImageTask end() {
        return byEvents().orElseGet(this::byPolling);
    }

    private Optional<ImageTask> byEvents() {
        try (EventSource events = new EventSource()) {
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer =
                    transport.open(
                            transport
                                    .api("/api/v1/tasks/" + id + "/events")
                                    .header("Accept", "text/event-stream"));
            answer.body().subscribe(events);
            return isStream(answer) ? read(events) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // polling finds out whether it was only the stream
        } catch (InterruptedException e) {
            throw CallInterruptedException.of(e);
        }
    }

    private static boolean isStream(HttpResponse<?> answer) {
        return answer.statusCode() == 200
                && answer.headers()
                        .firstValue("Content-Type")
                        .orElse("")
                        .startsWith("text/event-stream");
    }

    private Optional<ImageTask> read(EventSource events) throws IOException, InterruptedException {
        while (!deadline.hasPassed()) {
            Optional<List<SseParser.Event>> piece =
                    events.next(Transport.shorter(timeouts.silence(), deadline.left()));
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            for (SseParser.Event event : piece.get()) {
                Optional<ImageTask> ended = told(event);
                if (ended.isPresent()) {
                    return ended;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<ImageTask> told(SseParser.Event event) throws IOException {
        if (!EVENTS.contains(event.name())) {
            return Optional.empty();
        }
        ImageTask task = task(event);
        progress.accept(task);
        return task.hasEnded() ? Optional.of(task) : Optional.empty();
    }

    private static ImageTask task(SseParser.Event event) throws IOException {
        try {
            return ResponseJson.read(event.data().getBytes(UTF_8), ResponseJson::task);
        } catch (UnexpectedAnswerException e) {
            throw new IOException("the stream of events is not one of tasks", e);
        }
    }

    private ImageTask byPolling() {
        while (true) {
            Duration time = atLeast(deadline.left(), SHORTEST_PAUSE);
            HttpReply answer =
                    transport.call(
                            transport.api("/api/v1/tasks/" + id),
                            timeouts.request(),
                            Transport.shorter(timeouts.call(), time));
            ImageTask task = ResponseJson.read(answer.body(), ResponseJson::task);
            progress.accept(task);
            if (task.hasEnded()) {
                return task;
            }
            pause(answer.retryAfter().orElse(SHORTEST_PAUSE));
        }
    }

    /// Waits as long as the server asks, and longer the longer the task takes.
    private void pause(Duration asked) {
        Duration left = deadline.left();
        if (left.isZero()) {
            throw new WaitTimeoutException(id, deadline.length());
        }
        Duration grown = deadline.length().minus(left).dividedBy(PAUSES_A_WAIT);
        Duration pause = atLeast(Transport.shorter(grown, LONGEST_PAUSE), asked);
        transport.sleep(Transport.shorter(pause, left));
    }

    private static Duration atLeast(Duration one, Duration least) {
        return one.compareTo(least) < 0 ? least : one;
    }
}
