package dev.zimage.usage;

import dev.zimage.database.Database;
import dev.zimage.database.HotStatement;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Counts the tasks that end, by hour, account, key, model, engine, outcome and waiting time, so
/// that the operator's overview reads a few thousand rows however many tasks there are. Hours that
/// are a few days old are merged into days.
public final class TaskFigures {

    static final long HOUR = Duration.ofHours(1).toMillis();

    /// The first hour after the days of `task_days`, in SQL.
    static final String UNFOLDED = "(select coalesce(max(hour), -24) + 24 from task_days)";

    private static final int HOURS_KEPT = 72;

    private static final String COLUMNS = "account_id, key_id, model, engine, code, wait";

    private static final String ADD =
            """
            insert into task_hours
              (hour, %s, tasks, redrawn, credits)
            select finished_at / 3600000, account_id, key_id, model, engine,
                   coalesce(error_code, 0), %s, 1, redrawn,
                   case when status = 'completed' then price else 0 end
            from tasks where id = ?
            on conflict (hour, %s) do update
            set tasks = task_hours.tasks + excluded.tasks,
                redrawn = task_hours.redrawn + excluded.redrawn,
                credits = task_hours.credits + excluded.credits
            """
                    .formatted(COLUMNS, Waits.bucketOf("started_at - created_at"), COLUMNS);

    private static final String FOLD =
            """
            insert into task_hours
              (hour, %s, tasks, redrawn, credits)
            select hour / 24 * 24, %s, sum(tasks), sum(redrawn), sum(credits)
            from task_hours where hour < :before and hour <> hour / 24 * 24
            group by hour / 24, %s
            on conflict (hour, %s) do update
            set tasks = task_hours.tasks + excluded.tasks,
                redrawn = task_hours.redrawn + excluded.redrawn,
                credits = task_hours.credits + excluded.credits
            """
                    .formatted(COLUMNS, COLUMNS, COLUMNS, COLUMNS);

    /// Days of all accounts, after the last one that is there.
    private static final String TOTAL =
            """
            insert into task_days
              (hour, model, engine, code, wait, tasks, redrawn, credits)
            select hour, model, engine, code, wait, sum(tasks), sum(redrawn), sum(credits)
            from task_hours
            where hour < :before and hour >= %s
            group by hour, model, engine, code, wait
            """
                    .formatted(UNFOLDED);

    private TaskFigures() {}

    /// Adds a task in the transaction that ends it.
    static void ended(Handle tx, String taskId) {
        try (HotStatement add = HotStatement.on(tx, ADD)) {
            if (add.text(taskId).update() != 1) {
                throw new IllegalStateException("a task was not counted: " + taskId);
            }
        }
    }

    /// Merges hours that nobody looks at one by one any more into days. To be called periodically,
    /// by one process at a time.
    public static void fold(Database database, Instant now) {
        long today = now.toEpochMilli() / HOUR / 24 * 24;
        database.write(tx -> {
            tx.createUpdate(FOLD).bind("before", today - HOURS_KEPT).execute();
            tx.createUpdate(
                            """
                            delete from task_hours
                            where hour < :before and hour <> hour / 24 * 24
                            """)
                    .bind("before", today - HOURS_KEPT)
                    .execute();
            return tx.createUpdate(TOTAL).bind("before", today - HOURS_KEPT).execute();
        });
    }
}
