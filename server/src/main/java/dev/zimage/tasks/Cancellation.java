package dev.zimage.tasks;

/// What became of the wish to stop a task.
public sealed interface Cancellation {

    /// The task has failed with `TASK_CANCELLED`, and its price is back.
    record Cancelled(Task task) implements Cancellation {}

    /// Too late: it had ended.
    record HasEnded(Task task) implements Cancellation {}

    /// No such task, or it belongs to another account.
    record NotFound() implements Cancellation {}
}
