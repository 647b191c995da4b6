package dev.zimage.accounts;

import org.jspecify.annotations.Nullable;

/// An account's own limits; null where the configured limit applies.
///
/// @param lowBalance the balance below which the account is told that it is low; zero for none
public record AccountLimits(
        @Nullable Integer requestsPerMinute,
        @Nullable Integer tasksInFlight,
        @Nullable Credits lowBalance) {

    /// No limits of its own.
    public static final AccountLimits NONE = new AccountLimits(null, null, null);
}
