package dev.zimage.tasks.lookup;

import dev.zimage.accounts.AccountId;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Reads the tasks of an account, newest first, from the index of each status that is asked for. A
/// page costs the same however many tasks the account has, and there need be no index of all tasks,
/// which every order would have to write.
public final class TaskList {

    /// The index of queued tasks begins with the engine, for the sake of claims; there are few
    /// engines, and the recursion finds them by a look-up each.
    private static final String QUEUED =
            """
            select id from (
              select id from tasks
              where status = 'queued' and account_id = :account and id < :before and id >= :lowest
                %s
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

    private static final String NEWEST =
            """
            select id from (
              select id from tasks
              where status = '%2$s' and account_id = :account and id < :before and id >= :lowest
                %1$s
              order by id desc limit :limit) as %2$s
            """;

    private TaskList() {}

    /// Ids of tasks.
    ///
    /// @param before only smaller ones
    /// @param lowest the smallest
    record Range(String before, String lowest) {}

    /// Reads a page of the list.
    public static List<Task> read(
            Handle tx, AccountId account, StatusFilter status, @Nullable TaskId before, int limit) {
        TaskFilter filter = TaskFilter.of(status);
        String from = before == null ? filter.days().aboveAllIds() : before.hex();
        return read(tx, account, filter, new Range(from, ""), limit);
    }

    /// Reads the newest tasks of a range that fit, whatever their prompts.
    static List<Task> read(
            Handle tx, AccountId account, TaskFilter filter, Range range, int limit) {
        Query query =
                tx.createQuery(
                        TaskRow.SELECT
                                + "where t.id in ("
                                + ids(filter)
                                + ") order by t.id desc limit :limit");
        filter.bindTo(query);
        return bind(query, account, range).bind("limit", limit).map(TaskRow.MAPPER).list();
    }

    private static Query bind(Query query, AccountId account, Range range) {
        return query.bind("account", account.value())
                .bind("before", range.before)
                .bind("lowest", range.lowest);
    }

    private static String ids(TaskFilter filter) {
        List<String> statuses = statuses(filter.status());
        if (filter.favouritesOf() != null) {
            String listed = "'" + String.join("', '", statuses) + "'";
            // People star far fewer pictures than an account has, so their list is read and not the
            // tasks; `cross join` makes SQLite begin with it.
            return """
            select id from (
              select t.id from favourites f cross join tasks t
              where f.person_id = :person and f.task_id < :before and f.task_id >= :lowest
                and t.id = f.task_id and t.account_id = :account
                and t.status in (%2$s) %1$s
              order by f.task_id desc limit :limit) as starred
            """
                    .formatted(filter.conditions(), listed);
        }
        return String.join(
                "union all ",
                statuses.stream()
                        .map(status ->
                                (status.equals("queued") ? QUEUED : NEWEST)
                                        .formatted(filter.conditions(), status))
                        .toList());
    }

    private static List<String> statuses(StatusFilter filter) {
        return switch (filter) {
            case ALL -> List.of("queued", "running", "completed", "failed");
            case PROCESSING -> List.of("queued", "running");
            case COMPLETED -> List.of("completed");
            case FAILED -> List.of("failed");
        };
    }

    /// Where the first part of a range ends that has at most so many ended tasks of each status;
    /// empty when that is all of it. It is read from the index alone.
    static Optional<String> endOfPart(
            Handle tx, AccountId account, StatusFilter status, Range range, int tasks) {
        return statuses(status).stream()
                .filter(each -> each.equals("completed") || each.equals("failed"))
                .map(each -> place(tx, account, each, range, tasks))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private static Optional<String> place(
            Handle tx, AccountId account, String status, Range range, int offset) {
        String place =
                """
                select id from tasks
                where status = '%s' and account_id = :account and id < :before and id >= :lowest
                order by id desc limit 1 offset :offset
                """
                        .formatted(status);
        return bind(tx.createQuery(place), account, range)
                .bind("offset", offset)
                .mapTo(String.class)
                .findOne()
                .map(Objects::requireNonNull);
    }
}
