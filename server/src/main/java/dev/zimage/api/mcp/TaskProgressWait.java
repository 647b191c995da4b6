package dev.zimage.api.mcp;

import dev.zimage.api.Envelopes;
import dev.zimage.api.OrderService;
import dev.zimage.api.TaskWait;
import dev.zimage.events.Subscription;
import dev.zimage.events.TaskFeed;
import dev.zimage.events.TaskSnapshot;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskStatus;
import dev.zimage.tasks.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Waits for the end of a task and tells the client how it goes on.
final class TaskProgressWait {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Tasks tasks;
    private final TaskFeed feed;
    private final TaskWait quietly;
    private final Envelopes envelopes;

    TaskProgressWait(OrderService orders, TaskFeed feed) {
        this.tasks = orders.tasks();
        this.feed = feed;
        this.quietly = orders.waiting();
        this.envelopes = orders.envelopes();
    }

    /// The task once it has ended, or as it is when the time is over, the client is gone or the
    /// server stops.
    Task await(ToolCall call, Task task, Duration atMost) {
        if (task.status().isFinal() || atMost.isZero()) {
            return task;
        }
        Optional<Subscription> place =
                feed.listen(envelopes.current(task), envelopes.position(task), false);
        if (place.isEmpty()) { // the account has as many listeners as it may have
            return quietly.forAll(List.of(task), atMost).getFirst();
        }
        try (Subscription listening = place.get()) {
            return listen(call, listening, atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return task;
        }
    }

    private Task listen(ToolCall call, Subscription listening, Duration atMost)
            throws InterruptedException {
        long start = System.nanoTime();
        TaskSnapshot moment = listening.first();
        boolean here = tell(call, moment);
        while (here && !moment.task().status().isFinal() && !listening.isOver()) {
            Duration left = atMost.minusNanos(System.nanoTime() - start);
            if (!left.isPositive()) {
                break;
            }
            TaskSnapshot next =
                    listening.await(moment, left.compareTo(HEARTBEAT) < 0 ? left : HEARTBEAT);
            here = next == moment ? call.progress().stillHere() : tell(call, next);
            moment = next;
        }
        Task last = moment.task();
        return tasks.find(last.account(), last.id()).orElse(last);
    }

    private static boolean tell(ToolCall call, TaskSnapshot moment) {
        Task task = moment.task();
        String state =
                task.status() == TaskStatus.QUEUED
                        ? "%s is number %s in the queue".formatted(task.id(), moment.position())
                        : task.startedAt() == null
                                ? "%s waits for its engine".formatted(task.id())
                                : "%s: %d %%"
                                        .formatted(task.id(), Math.round(task.progress() * 100));
        return call.tell(task.progress(), state);
    }
}
