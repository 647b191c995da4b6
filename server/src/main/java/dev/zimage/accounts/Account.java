package dev.zimage.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A customer of the service.
///
/// @param name unique, chosen by the operator
/// @param balance the sum of the account's ledger, never negative
/// @param tasksInFlight tasks that are queued or running
public record Account(
        AccountId id,
        String name,
        AccountSettings settings,
        Credits balance,
        int tasksInFlight,
        Instant createdAt) {

    /// The same account after one more task was paid for.
    Account charged(Credits price) {
        return new Account(id, name, settings, balance.minus(price), tasksInFlight + 1, createdAt);
    }

    /// The same account with another balance.
    Account withBalance(Credits other) {
        return new Account(id, name, settings, other, tasksInFlight, createdAt);
    }

    /// Whether it may only read.
    public boolean suspended() {
        return settings.suspended();
    }

    /// Whether all its orders are checked, also those that do not ask for it.
    public boolean contentCheck() {
        return settings.contentCheck();
    }

    /// The account's own limit, null for the configured one.
    public @Nullable Integer requestsPerMinute() {
        return settings.limits().requestsPerMinute();
    }

    /// The account's own limit, null for the configured one.
    public @Nullable Integer maxTasksInFlight() {
        return settings.limits().tasksInFlight();
    }

    /// The account's own threshold, null for the configured one.
    public @Nullable Credits lowBalance() {
        return settings.limits().lowBalance();
    }
}
