package dev.zimage.tasks;

import dev.zimage.accounts.Credits;
import dev.zimage.errors.ErrorCode;
import java.time.Duration;

/// Hears how tasks of this process end. Called once an end is on disk, on the thread that made it;
/// must return at once.
public interface TaskEvents {

    /// A task has its picture.
    ///
    /// @param took how long the attempt took
    void completed(Task task, Duration took);

    /// A task has failed, and `refund` was given back.
    void failed(TaskId task, String engine, Credits refund, ErrorCode code);
}
