package dev.zimage.webhooks;

import dev.zimage.tasks.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is sent to one receiver, and stays the same over all attempts.
///
/// @param id the `webhook-id`
/// @param endpoint null for the `callback_url` of a task
/// @param type `task.completed`, `task.failed`, `account.balance_low` or `webhook.test`
/// @param task null for what is not about a task
/// @param data JSON that is sent as it is; null for what is made anew for each attempt
public record WebhookMessage(
        String id,
        Endpoint.@Nullable Id endpoint,
        String url,
        String type,
        @Nullable TaskId task,
        @Nullable String data,
        Instant createdAt) {}
