package dev.zimage.tasks.queue;

import dev.zimage.tasks.Task;
import java.time.Duration;
import java.util.Map;

/// A task that a worker holds for as long as it renews the lease. Only the holder of the newest
/// claim can end the task: the transaction that ends it checks worker and attempt.
///
/// @param worker that holds it
/// @param attempt counts the claims of this task, from 1
/// @param takenAt by `System.nanoTime()`, which a correction of the clock does not change
public record Claim(Task task, String worker, int attempt, long takenAt) {

    /// The condition on a row of `tasks` under which a claim still holds; see [#parameters].
    static final String HOLDS =
            "id = :id and status = 'running' and worker = :worker and attempts = :attempt";

    static Claim now(Task task, String worker) {
        return new Claim(task, worker, task.attempts(), System.nanoTime());
    }

    /// How long ago it was taken.
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - takenAt);
    }

    /// The values of the parameters of [#HOLDS].
    Map<String, Object> parameters() {
        return Map.of("id", task.id().hex(), "worker", worker, "attempt", attempt);
    }
}
