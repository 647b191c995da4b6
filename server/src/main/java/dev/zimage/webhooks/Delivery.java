package dev.zimage.webhooks;

import dev.zimage.tasks.TaskId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One message to one receiver.
///
/// @param messageId the `webhook-id`, the same over all attempts
/// @param endpoint null for the `callback_url` of a task
/// @param type `task.completed`, `task.failed` or `webhook.test`
/// @param task null for a test
/// @param attempts begun so far
/// @param nextAt when it is tried next; null when it is not
/// @param answerStatus the last answer's; null when there was none
/// @param answer the beginning of the last answer, or why there was none
public record Delivery(
        String messageId,
        Endpoint.@Nullable Id endpoint,
        String url,
        String type,
        @Nullable TaskId task,
        Status status,
        int attempts,
        Instant createdAt,
        @Nullable Instant lastAt,
        @Nullable Instant nextAt,
        @Nullable Integer answerStatus,
        @Nullable String answer) {

    /// How far it is.
    public enum Status {
        PENDING,
        DELIVERED,
        FAILED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }
}
