package dev.zimage.webhooks;

import dev.zimage.accounts.AccountId;
import dev.zimage.tasks.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A delivery that was taken to be sent now, under a lease.
///
/// @param attempt the number of this attempt, from 1
record Due(
        long row,
        String messageId,
        AccountId account,
        Endpoint.Id endpoint,
        String url,
        String receiver,
        String type,
        @Nullable TaskId task,
        int attempt,
        Instant createdAt) {}
