package dev.zimage.webhooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A delivery, as the API and the command line show it in JSON. Times are Unix seconds.
///
/// @param status `pending`, `delivered` or `failed`
public record DeliveryAnswer(
        String id,
        @Nullable String webhookId,
        String url,
        String type,
        @Nullable String taskId,
        String status,
        int attempts,
        long createdAt,
        @Nullable Long lastAttemptAt,
        @Nullable Long nextAttemptAt,
        @Nullable Integer answerStatus,
        @Nullable String answer) {

    public static DeliveryAnswer of(Delivery delivery) {
        return new DeliveryAnswer(
                delivery.messageId(),
                text(delivery.endpoint()),
                delivery.url(),
                delivery.type(),
                text(delivery.task()),
                delivery.status().label(),
                delivery.attempts(),
                delivery.createdAt().getEpochSecond(),
                seconds(delivery.lastAt()),
                seconds(delivery.nextAt()),
                delivery.answerStatus(),
                delivery.answer());
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }

    private static @Nullable Long seconds(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }
}
