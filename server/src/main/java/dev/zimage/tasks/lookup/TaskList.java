package dev.zimage.tasks.lookup;

import dev.zimage.accounts.AccountId;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Reads the tasks of an account, newest first, from the index of each status that is asked for. A
/// page costs the same however many tasks the account has, and there need be no index of all tasks,
/// which every order would have to write.
public final class TaskList {

    private static final String AFTER_ALL_IDS = "g";

    /// The index of queued tasks begins with the engine, for the sake of claims; there are few
    /// engines, and the recursion finds them by a look-up each.
    private static final String QUEUED =
            """
            select id from (
              select id from tasks
              where status = 'queued' and account_id = :account and id < :before
                and engine in (
                  with recursive waiting (engine) as (
                    select min(engine) from tasks where status = 'queued'
                    union all
                    select (select min(engine) from tasks
                            where status = 'queued' and engine > waiting.engine)
                    from waiting where waiting.engine is not null)
                  select engine from waiting where engine is not null)
              order by id desc limit :limit) as queued
            """;

    private static final String RUNNING = newest("running");
    private static final String COMPLETED = newest("completed");
    private static final String FAILED = newest("failed");

    private TaskList() {}

    /// Reads a page of the list.
    public static List<Task> read(
            Handle tx, AccountId account, StatusFilter filter, @Nullable TaskId before, int limit) {
        return tx.createQuery(
                        TaskRow.SELECT
                                + "where t.id in ("
                                + String.join("union all ", ids(filter))
                                + ") order by t.id desc limit :limit")
                .bind("account", account.value())
                .bind("before", before == null ? AFTER_ALL_IDS : before.hex())
                .bind("limit", limit)
                .map(TaskRow.MAPPER)
                .list();
    }

    private static List<String> ids(StatusFilter filter) {
        return switch (filter) {
            case ALL -> List.of(QUEUED, RUNNING, COMPLETED, FAILED);
            case PROCESSING -> List.of(QUEUED, RUNNING);
            case COMPLETED -> List.of(COMPLETED);
            case FAILED -> List.of(FAILED);
        };
    }

    private static String newest(String status) {
        return """
        select id from (
          select id from tasks
          where status = '%1$s' and account_id = :account and id < :before
          order by id desc limit :limit) as %1$s
        """
                .formatted(status);
    }
}
