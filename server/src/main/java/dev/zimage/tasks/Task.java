package dev.zimage.tasks;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Credits;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageSize;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A task as it was at the moment of reading.
///
/// @param engine the name of the engine that draws it
/// @param metadata the client's JSON object as sent, null when none came
/// @param price what it cost; given back when it fails
/// @param attempts how often a worker took it up
/// @param progress 0 to 1
/// @param startedAt of the last attempt, null while queued
/// @param finishedAt null until the end
/// @param failure set when it failed
/// @param image set when it completed
/// @param checkedUnder the id of the request that it came with, when its picture has to pass the
///   content check; null when it has not
public record Task(
        TaskId id,
        AccountId account,
        TaskStatus status,
        String model,
        String engine,
        String prompt,
        ImageSize size,
        long seed,
        ImageFormat format,
        @Nullable String metadata,
        Credits price,
        int attempts,
        double progress,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Failure failure,
        @Nullable StoredImage image,
        @Nullable String checkedUnder) {

    /// Whether the picture is to be seen by nobody before it has passed the content check: no
    /// preview of it either.
    public boolean isChecked() {
        return checkedUnder != null;
    }

    /// What the account pays for it: nothing once it has failed, because its price was given back.
    public Credits netPrice() {
        return status == TaskStatus.FAILED ? Credits.ZERO : price;
    }

    /// The same task, so much further on.
    public Task withProgress(double newer) {
        return new Task(
                id,
                account,
                status,
                model,
                engine,
                prompt,
                size,
                seed,
                format,
                metadata,
                price,
                attempts,
                newer,
                createdAt,
                startedAt,
                finishedAt,
                failure,
                image,
                checkedUnder);
    }

    /// What the engine is asked. A record of a prompt must not end in a log: [#toString] leaves it
    /// out.
    @Override
    public String toString() {
        return "Task[" + id + ", " + status + ", " + size + ", " + engine + "]";
    }
}
