package dev.zimage.tasks.submission;

import dev.zimage.accounts.Admission;
import dev.zimage.tasks.Task;
import java.time.Duration;

/// What became of an order.
public sealed interface Submission {

    /// The task is stored and paid for; or the content check refused its prompt: then it is stored
    /// as failed from the start, and nothing was charged.
    record Accepted(Task task) implements Submission {}

    /// The same order came before; this is its task, and nothing was charged.
    record Replayed(Task task) implements Submission {}

    /// No task was made and nothing was charged.
    sealed interface Declined extends Submission {}

    /// The idempotency key belongs to another order.
    record KeyReused() implements Declined {}

    /// The account may not; nothing was charged.
    record Refused(Admission reason) implements Declined {}

    /// It is to be checked, and the content check cannot be loaded; nothing was charged.
    record CheckUnavailable() implements Declined {}

    /// Its texts are to be read, and the reader cannot be loaded; nothing was charged.
    record ReaderUnavailable() implements Declined {}

    /// Too many tasks are waiting; nothing was charged.
    ///
    /// @param retryAfter when there should be room
    record QueueFull(Duration retryAfter) implements Declined {}
}
