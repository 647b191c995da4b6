package dev.zimage.webhooks;

import dev.zimage.tasks.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is sent to one receiver, and stays the same over all attempts.
///
/// @param id the `webhook-id`
/// @param endpoint null for the `callback_url` of a task
/// @param type `task.completed`, `task.failed` or `webhook.test`
/// @param task null for a test
public record WebhookMessage(
        String id,
        Endpoint.@Nullable Id endpoint,
        String url,
        String type,
        @Nullable TaskId task,
        Instant createdAt) {}
