package dev.zimage.tasks.queue;

import dev.zimage.tasks.Task;

/// What became of the wish to stop a task.
public sealed interface CancelResult {

    /// The task has failed with `TASK_CANCELLED`, and its price is back.
    record Cancelled(Task task) implements CancelResult {}

    /// Too late: it had ended.
    record HasEnded(Task task) implements CancelResult {}

    /// No such task, or it belongs to another account.
    record NotFound() implements CancelResult {}
}
