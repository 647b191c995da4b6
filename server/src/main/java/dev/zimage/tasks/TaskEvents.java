package dev.zimage.tasks;

import dev.zimage.accounts.Credits;
import dev.zimage.errors.ErrorCode;
import java.time.Duration;

/// Listens to what this process does with tasks. Called after the commit, on the thread that made
/// the change; must return immediately.
public interface TaskEvents {

    /// A task was submitted.
    default void submitted(Task task) {}

    /// A worker has claimed a task.
    default void claimed(Task task) {}

    /// A step of a picture is complete.
    ///
    /// @param took since the step before it was done
    default void stepped(Task task, Duration took) {}

    /// The texts of a picture of a task were read; others may follow.
    default void textsRead(TaskId task) {}

    /// A task has completed.
    ///
    /// @param took how long the attempt took
    default void completed(Task task, Duration took) {}

    /// A task has failed, and `refund` was returned.
    default void failed(TaskId task, String engine, Credits refund, ErrorCode code) {}
}
