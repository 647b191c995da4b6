package dev.zimage.accounts;

import java.time.LocalDate;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Counts what keys with a budget spend, in the transactions of the [Ledger]. The spending of other
/// keys is not counted; when such a key gets a budget, it is summed up from its usage. The day
/// (UTC) that a change counts for is a parameter, so that midnight cannot fall into a transaction.
final class KeyBudgets {

    private KeyBudgets() {}

    /// Takes the price from the key's budget.
    ///
    /// @param today the day of the order
    /// @return why it was not taken; empty when it was, or when the key has no budget
    static Optional<Admission.OverBudget> take(
            Handle tx, KeyId key, Credits price, LocalDate today) {
        int rows =
                tx.createUpdate(
                                """
                                update api_keys
                                set spent_day = case when spent_on = :today then spent_day else 0 end
                                                + :price,
                                    spent_total = spent_total + :price, spent_on = :today
                                where id = :key
                                  and (budget_day is null or :price
                                       + case when spent_on = :today then spent_day else 0 end
                                       <= budget_day)
                                  and (budget_total is null or spent_total + :price <= budget_total)
                                """)
                        .bind("today", today.toEpochDay())
                        .bind("price", price.amount())
                        .bind("key", key.value())
                        .execute();
        return rows == 1 ? Optional.empty() : shortage(tx, key, price, today);
    }

    /// What [#take] would answer now. Changes nothing.
    static Optional<Admission.OverBudget> shortage(
            Handle tx, KeyId id, Credits price, LocalDate today) {
        ApiKey key = ApiKeys.require(tx, id);
        Credits total = key.budget().leftInTotal();
        Credits day = key.budget().leftOn(today);
        if (total != null && total.compareTo(price) < 0) {
            return Optional.of(new Admission.OverBudget(key, null, total));
        }
        return day != null && day.compareTo(price) < 0
                ? Optional.of(new Admission.OverBudget(key, today, day))
                : Optional.empty();
    }

    /// Returns a price that [#take] took in this transaction.
    static void putBack(Handle tx, KeyId key, Credits price, LocalDate today) {
        giveBack(tx, key, price, today.toEpochDay());
    }

    /// Returns the price of a task to the budget of its key, if it has one. The daily budget gets
    /// it back only while it is still the day of the charge.
    static void refund(Handle tx, String taskId) {
        tx.createQuery(
                        """
                        select t.key_id, t.price, t.created_at / 86400000 as day
                        from tasks t join api_keys k on k.id = t.key_id
                        where t.id = :task
                          and (k.budget_day is not null or k.budget_total is not null)
                        """)
                .bind("task", taskId)
                .map((row, context) ->
                        new Charged(
                                new KeyId(row.getLong(1)),
                                new Credits(row.getLong(2)),
                                row.getLong(3)))
                .findOne()
                .ifPresent(charged -> giveBack(tx, charged.key, charged.price, charged.day));
    }

    private record Charged(KeyId key, Credits price, long day) {}

    /// Does not go below zero: a server may learn of a key's first budget half a second late, and
    /// what was ordered in the meantime is not counted.
    private static void giveBack(Handle tx, KeyId key, Credits price, long day) {
        tx.createUpdate(
                        """
                        update api_keys
                        set spent_total = case when spent_total > :price
                                          then spent_total - :price else 0 end,
                            spent_day = case when spent_on <> :day then spent_day
                                             when spent_day > :price then spent_day - :price
                                             else 0 end
                        where id = :key
                        """)
                .bind("price", price.amount())
                .bind("day", day)
                .bind("key", key.value())
                .execute();
    }

    /// Sums up what a key has spent so far, when it gets its first budget.
    static void sumUp(Handle tx, ApiKey key, LocalDate today) {
        tx.createUpdate(
                        """
                        update api_keys
                        set spent_on = :today,
                            spent_day = (select coalesce(sum(charged - refunded), 0)
                                         from usage_parts
                                         where account_id = :account and key_id = :key
                                           and day = :today),
                            spent_total = (select coalesce(sum(charged - refunded), 0)
                                           from usage_parts
                                           where account_id = :account and key_id = :key)
                        where id = :key
                        """)
                .bind("today", today.toEpochDay())
                .bind("account", key.account().value())
                .bind("key", key.id().value())
                .execute();
    }
}
