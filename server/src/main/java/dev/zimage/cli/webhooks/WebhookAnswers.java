package dev.zimage.cli.webhooks;

import dev.zimage.webhooks.Delivery;
import dev.zimage.webhooks.Endpoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What `zimage webhooks --json` answers; see [Answers].
final class WebhookAnswers {

    private WebhookAnswers() {}

    record EndpointAnswer(
            String id,
            String url,
            boolean enabled,
            @Nullable String disabledReason,
            long createdAt) {

        static EndpointAnswer of(Endpoint endpoint) {
            return new EndpointAnswer(
                    endpoint.id().toString(),
                    endpoint.url(),
                    endpoint.enabled(),
                    endpoint.disabledReason(),
                    endpoint.createdAt().getEpochSecond());
        }
    }

    /// @param id null for the secret of `callback_url`
    record SecretAnswer(@Nullable String id, String secret) {}

    /// @param status `pending`, `delivered` or `failed`
    record DeliveryAnswer(
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

        static DeliveryAnswer of(Delivery delivery) {
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
}
