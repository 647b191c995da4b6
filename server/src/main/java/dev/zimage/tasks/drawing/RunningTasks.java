package dev.zimage.tasks.drawing;

import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.queue.TaskQueue;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The tasks that run in this process. Safe for use by any number of threads.
final class RunningTasks {

    private final Map<TaskId, RunningTask> running = new ConcurrentHashMap<>();
    private final TaskQueue queue;
    private final DrawingListener listener;
    private final Clock clock;

    /// @param queue is told of each step
    RunningTasks(TaskQueue queue, DrawingListener listener, Clock clock) {
        this.queue = queue;
        this.listener = listener;
        this.clock = clock;
    }

    /// Registers a claim that the calling thread begins to work on.
    RunningTask begin(Claim claim) {
        RunningTask task =
                new RunningTask(
                        claim,
                        Thread.currentThread(),
                        listener,
                        took -> queue.stepped(claim.task(), took),
                        clock);
        running.put(claim.task().id(), task);
        return task;
    }

    void end(RunningTask task) {
        running.remove(task.claim().task().id(), task);
        task.finish();
    }

    Collection<RunningTask> all() {
        return running.values();
    }

    @Nullable RunningTask find(TaskId id) {
        return running.get(id);
    }
}
