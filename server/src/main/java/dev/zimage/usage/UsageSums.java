package dev.zimage.usage;

import dev.zimage.database.HotStatement;
import org.jdbi.v3.core.Handle;

/// Sums up the tasks that end, in one row for each day, key and model, so that a year of usage is
/// read from some hundred rows however many tasks there are. It adds no cost to an order.
public final class UsageSums {

    private static final String ADD =
            """
            insert into usage_days
              (account_id, day, key_id, model, completed, failed, redrawn, charged, refunded)
            select account_id, created_at / 86400000, key_id, model,
                   case when status = 'completed' then 1 else 0 end,
                   case when status = 'failed' then 1 else 0 end,
                   redrawn, price, case when status = 'failed' then price else 0 end
            from tasks where id = ?
            on conflict (account_id, day, key_id, model) do update
            set completed = usage_days.completed + excluded.completed,
                failed = usage_days.failed + excluded.failed,
                redrawn = usage_days.redrawn + excluded.redrawn,
                charged = usage_days.charged + excluded.charged,
                refunded = usage_days.refunded + excluded.refunded
            """;

    private UsageSums() {}

    /// Adds a task. To be called once for each task, in the transaction that ends it.
    ///
    /// @param taskId in the database
    public static void ended(Handle tx, String taskId) {
        try (HotStatement add = HotStatement.on(tx, ADD)) {
            if (add.text(taskId).update() != 1) {
                throw new IllegalStateException("a task was not summed up: " + taskId);
            }
        }
        TaskFigures.ended(tx, taskId);
    }
}
