package dev.zimage.tasks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The state of a task.
///
/// @param attempts how often a worker has claimed it
/// @param progress 0 to 1
/// @param startedAt of the last attempt, null while the task waits
/// @param finishedAt null until the end
/// @param failure set when it failed
/// @param image set when it completed
/// @param textRead what the text check has read so far, as JSON
public record TaskState(
        TaskStatus status,
        int attempts,
        double progress,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Failure failure,
        @Nullable StoredImage image,
        @Nullable String textRead) {

    /// Of a task that no worker has claimed yet.
    static final TaskState QUEUED =
            new TaskState(TaskStatus.QUEUED, 0, 0, null, null, null, null, null);

    TaskState with(TaskProgress newer) {
        return new TaskState(
                status,
                attempts,
                newer.fraction(),
                newer.begun(),
                finishedAt,
                failure,
                image,
                textRead);
    }
}
