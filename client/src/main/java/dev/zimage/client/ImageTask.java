package dev.zimage.client;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A task as it was when the server was asked. Immutable; read it again to see changes. Members
/// that the server did not send are null: right after the submission, all but the first four.
///
/// @param imageUrls links that need no key and expire; empty until the task has completed, and
///   again once the picture was deleted
/// @param failure null unless the task has failed
/// @param progress 0 to 1
/// @param queuePosition 1 is next; null once the task has started
/// @param credits the price of the task; refunded when it fails
/// @param usage what the account pays: the price, or nothing once the task has failed
/// @param engine that drew the picture, or will
/// @param expiresAt when the picture is deleted
/// @param metadata as it was sent; empty when none was
/// @param textCheck what was read of the wanted texts so far; null for nothing
public record ImageTask(
        String id,
        String model,
        ImageTaskStatus status,
        Instant createdAt,
        List<URI> imageUrls,
        @Nullable TaskFailure failure,
        double progress,
        @Nullable Integer queuePosition,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Long seed,
        @Nullable Long credits,
        @Nullable Usage usage,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String engine,
        @Nullable Instant expiresAt,
        Map<String, String> metadata,
        @Nullable TextCheckReport textCheck) {

    public ImageTask {
        imageUrls = List.copyOf(imageUrls);
        metadata = Map.copyOf(metadata);
    }

    /// What a task currently costs the account.
    public record Usage(long credits) {}

    /// Whether the task has completed or failed, so that it no longer changes.
    public boolean hasEnded() {
        return status != ImageTaskStatus.PROCESSING;
    }

    /// Omits the links: anyone who has one can see the picture.
    @Override
    public String toString() {
        return "Task[%s, %s, progress %s]".formatted(id, status.label(), progress);
    }
}
