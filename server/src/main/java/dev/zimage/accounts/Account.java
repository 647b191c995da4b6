package dev.zimage.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A customer of the service.
///
/// @param name unique, chosen by the operator
/// @param balance the sum of the account's ledger, never negative
/// @param tasksInFlight tasks that are queued or running
/// @param requestsPerMinute the account's own limit, null for the configured one
/// @param maxTasksInFlight the account's own limit, null for the configured one
/// @param contentCheck whether all its orders are checked, asked for or not
public record Account(
        AccountId id,
        String name,
        boolean suspended,
        Credits balance,
        int tasksInFlight,
        @Nullable Integer requestsPerMinute,
        @Nullable Integer maxTasksInFlight,
        boolean contentCheck,
        Instant createdAt) {}
