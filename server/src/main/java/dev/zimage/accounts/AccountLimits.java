package dev.zimage.accounts;

import org.jspecify.annotations.Nullable;

/// An account's own limits; null where the configured limit applies.
public record AccountLimits(@Nullable Integer requestsPerMinute, @Nullable Integer tasksInFlight) {

    /// No limits of its own.
    public static final AccountLimits NONE = new AccountLimits(null, null);
}
