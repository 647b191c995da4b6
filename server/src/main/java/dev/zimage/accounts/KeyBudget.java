package dev.zimage.accounts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// How many credits a key may spend, and how many it has spent. Days are those of UTC; a refund
/// counts for the day of its charge.
///
/// @param day credits in a day, null for any number
/// @param total credits ever, null for any number
/// @param spentOn the day that `spentThatDay` is about
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

    /// What was spent on a day that is today or later.
    public Credits spentOn(LocalDate today) {
        return spentOn.equals(today) ? spentThatDay : Credits.ZERO;
    }

    /// What may be spent of the day's budget, null for any number.
    public @Nullable Credits leftOn(LocalDate today) {
        return day == null ? null : left(day, spentOn(today));
    }

    /// What may be spent of the total, null for any number.
    public @Nullable Credits leftInTotal() {
        return total == null ? null : left(total, spentTotal);
    }

    private static Credits left(Credits limit, Credits spent) {
        return new Credits(Math.max(0, limit.amount() - spent.amount()));
    }
}
