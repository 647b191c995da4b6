package dev.zimage.tasks;

import dev.zimage.accounts.Credits;
import dev.zimage.errors.ErrorCode;
import java.time.Duration;

/// Hears what this process does with tasks. Called once it is on disk, on the thread that did it;
/// must return at once.
public interface TaskEvents {

    /// A task was submitted.
    default void submitted(Task task) {}

    /// A worker has taken a task.
    default void claimed(Task task) {}

    /// A step of a picture was done.
    ///
    /// @param took since the step before it was done
    default void stepped(Task task, Duration took) {}

    /// A task has its picture.
    ///
    /// @param took how long the attempt took
    default void completed(Task task, Duration took) {}

    /// A task has failed, and `refund` was given back.
    default void failed(TaskId task, String engine, Credits refund, ErrorCode code) {}
}
