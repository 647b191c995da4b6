package dev.zimage.cli.accounts;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.Credits;
import org.jspecify.annotations.Nullable;

/// An account, as `--json` shows it.
///
/// @param status `active` or `suspended`
record AccountAnswer(
        String name,
        String status,
        long balance,
        int tasksInFlight,
        @Nullable Integer requestsPerMinute,
        @Nullable Integer maxTasksInFlight,
        @Nullable Long lowBalance,
        boolean contentCheck,
        long createdAt) {

    static AccountAnswer of(Account account) {
        Credits low = account.lowBalance();
        return new AccountAnswer(
                account.name(),
                account.suspended() ? "suspended" : "active",
                account.balance().amount(),
                account.tasksInFlight(),
                account.requestsPerMinute(),
                account.maxTasksInFlight(),
                low == null ? null : low.amount(),
                account.contentCheck(),
                account.createdAt().getEpochSecond());
    }
}
