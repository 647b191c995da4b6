package dev.zimage.tasks.queue;

import dev.zimage.tasks.Task;
import java.util.Map;

/// A task that a worker holds for as long as it renews the lease. Only the holder of the newest
/// claim can end the task: the transaction that ends it checks worker and attempt.
///
/// @param worker that holds it
/// @param attempt counts the claims of this task, from 1
public record Claim(Task task, String worker, int attempt) {

    /// The condition on a row of `tasks` under which a claim still holds; see [#parameters].
    static final String HOLDS =
            "id = :id and status = 'running' and worker = :worker and attempts = :attempt";

    /// The values of the parameters of [#HOLDS].
    Map<String, Object> parameters() {
        return Map.of("id", task.id().hex(), "worker", worker, "attempt", attempt);
    }
}
