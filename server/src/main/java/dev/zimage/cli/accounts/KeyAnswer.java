package dev.zimage.cli.accounts;

import dev.zimage.accounts.ApiKey;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.KeyBudget;
import dev.zimage.accounts.Scope;
import dev.zimage.usage.Usage.KeySpending;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A key, as `--json` shows it.
///
/// @param mode `live` or `test`
/// @param status `active`, `expired` or `revoked`
/// @param spentToday credits for the orders of the day (UTC), less what was given back
record KeyAnswer(
        String id,
        String account,
        String name,
        String mode,
        String hint,
        String status,
        long createdAt,
        @Nullable Long expiresAt,
        @Nullable Long revokedAt,
        @Nullable Long lastUsedAt,
        List<String> scopes,
        @Nullable Long budgetDay,
        @Nullable Long budgetTotal,
        long spentToday,
        long spentTotal) {

    static KeyAnswer of(String account, ApiKey key, KeySpending spent, Instant now) {
        KeyBudget budget = key.budget();
        return new KeyAnswer(
                key.id().toString(),
                account,
                key.name(),
                key.mode().label(),
                key.hint(),
                status(key, now),
                key.createdAt().getEpochSecond(),
                seconds(key.expiresAt()),
                seconds(key.revokedAt()),
                seconds(key.lastUsedAt()),
                labels(key),
                amount(budget.day()),
                amount(budget.total()),
                spent.today().amount(),
                spent.total().amount());
    }

    private static String status(ApiKey key, Instant now) {
        if (key.revokedAt() != null) {
            return "revoked";
        }
        Instant expiresAt = key.expiresAt();
        return expiresAt != null && !now.isBefore(expiresAt) ? "expired" : "active";
    }

    static List<String> labels(ApiKey key) {
        return key.scopes().stream().sorted().map(Scope::label).toList();
    }

    static @Nullable Long amount(@Nullable Credits credits) {
        return credits == null ? null : credits.amount();
    }

    static @Nullable Long seconds(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }
}
