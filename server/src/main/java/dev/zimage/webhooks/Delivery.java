package dev.zimage.webhooks;

import dev.zimage.tasks.TaskId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The delivery of a message to one receiver.
///
/// @param attempts begun so far
/// @param lastAt when the last attempt ended; null before the first
/// @param nextAt when the next attempt is due; null when there is none
/// @param answerStatus of the last answer; null when there was none
/// @param answer the beginning of the last answer, or why there was none
public record Delivery(
        WebhookMessage message,
        Status status,
        int attempts,
        @Nullable Instant lastAt,
        @Nullable Instant nextAt,
        @Nullable Integer answerStatus,
        @Nullable String answer) {

    /// The state of a delivery.
    public enum Status {
        PENDING,
        DELIVERED,
        FAILED;

        /// The word in the database and in answers.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }

    public String messageId() {
        return message.id();
    }

    /// Null for the `callback_url` of a task.
    public Endpoint.@Nullable Id endpoint() {
        return message.endpoint();
    }

    public String url() {
        return message.url();
    }

    /// `task.completed`, `task.failed`, `account.balance_low` or `webhook.test`.
    public String type() {
        return message.type();
    }

    /// Null for what is not about a task.
    public @Nullable TaskId task() {
        return message.task();
    }

    public Instant createdAt() {
        return message.createdAt();
    }
}
