package dev.zimage.accounts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// How many credits a key may spend, and how many it has spent. Days are in UTC; a refund counts
/// for the day of its charge.
///
/// @param day credits per day, null for no limit
/// @param total credits in total, null for no limit
/// @param spentOn the day of `spentThatDay`
public record KeyBudget(
        @Nullable Credits day,
        @Nullable Credits total,
        LocalDate spentOn,
        Credits spentThatDay,
        Credits spentTotal) {

    /// Whether there is any limit.
    public boolean limits() {
        return day != null || total != null;
    }

    /// What was spent on a day, which must be today or later.
    public Credits spentOn(LocalDate today) {
        return spentOn.equals(today) ? spentThatDay : Credits.ZERO;
    }

    /// What is left of the day's budget, null for no limit.
    public @Nullable Credits leftOn(LocalDate today) {
        return day == null ? null : left(day, spentOn(today));
    }

    /// What is left of the total, null for no limit.
    public @Nullable Credits leftInTotal() {
        return total == null ? null : left(total, spentTotal);
    }

    private static Credits left(Credits limit, Credits spent) {
        return new Credits(Math.max(0, limit.amount() - spent.amount()));
    }
}
