package dev.zimage.cli.tasks;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.StoredImage;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.lookup.TaskArchive.Archived;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A task, as `--json` shows it. Where the API has a member of this name, it has this meaning.
///
/// @param status `queued`, `running`, `completed` or `failed`
/// @param startedAt of the last attempt, null while it waits
/// @param expiresAt when the picture is deleted; null without a picture, or after its deletion
record TaskAnswer(
        String id,
        String account,
        String keyId,
        String keyName,
        String model,
        String engine,
        String status,
        String prompt,
        String aspectRatio,
        int width,
        int height,
        long seed,
        String outputFormat,
        @JsonRawValue @Nullable String metadata,
        long credits,
        int attempts,
        double progress,
        long createdAt,
        @Nullable Long startedAt,
        @Nullable Long finishedAt,
        @Nullable Long expiresAt,
        @Nullable ErrorAnswer error) {

    record ErrorAnswer(int code, String message) {

        static @Nullable ErrorAnswer of(@Nullable Failure failure) {
            return failure == null
                    ? null
                    : new ErrorAnswer(failure.code().number(), failure.message());
        }
    }

    static TaskAnswer of(String account, Archived archived) {
        Task task = archived.task();
        return new TaskAnswer(
                task.id().toString(),
                account,
                archived.key().toString(),
                archived.keyName(),
                task.model(),
                task.engine(),
                task.status().label(),
                task.prompt(),
                archived.aspectRatio(),
                task.size().width(),
                task.size().height(),
                task.seed(),
                task.format().label(),
                task.metadata(),
                task.netPrice().amount(),
                task.attempts(),
                task.progress(),
                task.createdAt().getEpochSecond(),
                seconds(task.startedAt()),
                seconds(task.finishedAt()),
                seconds(expiry(task.image())),
                ErrorAnswer.of(task.failure()));
    }

    private static @Nullable Instant expiry(@Nullable StoredImage image) {
        return image == null || image.deleted() ? null : image.deleteAt();
    }

    private static @Nullable Long seconds(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }
}
