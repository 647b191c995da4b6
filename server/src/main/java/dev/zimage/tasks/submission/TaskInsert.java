package dev.zimage.tasks.submission;

import dev.zimage.database.HotStatement;
import dev.zimage.tasks.SourceSet;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.lookup.TaskSources;
import dev.zimage.textcheck.TextCheckMode;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Inserts new tasks and the idempotency keys that they came with.
final class TaskInsert {

    private static final String INSERT =
            """
            insert into tasks
              (id, account_id, key_id, status, model, engine, prompt, aspect_ratio, width,
               height, seed, format, metadata, price, callback_url, created_at,
               checked_under, text_check)
            values (?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String INSERT_ALL =
            """
            insert into tasks
              (id, account_id, key_id, status, model, engine, prompt, aspect_ratio, width,
               height, seed, format, metadata, price, callback_url, created_at,
               checked_under, text_check)
            select id, account_id, key_id, 'queued', model, engine, prompt, aspect_ratio, width,
               height, seed, format, metadata, price, callback_url, created_at,
               checked_under, text_check
            from unnest(
              cast(? as text[]), cast(? as bigint[]), cast(? as bigint[]), cast(? as text[]),
              cast(? as text[]), cast(? as text[]), cast(? as text[]), cast(? as bigint[]),
              cast(? as bigint[]), cast(? as bigint[]), cast(? as text[]), cast(? as text[]),
              cast(? as bigint[]), cast(? as text[]), cast(? as bigint[]), cast(? as text[]),
              cast(? as text[]))
              as t (id, account_id, key_id, model, engine, prompt, aspect_ratio, width, height,
                    seed, format, metadata, price, callback_url, created_at, checked_under,
                    text_check)
            """;

    private TaskInsert() {}

    /// A task and the order that it came from.
    record Ordered(Task task, TaskOrder order) {}

    /// Inserts tasks of orders without sources in one statement, and their idempotency keys, if
    /// there are any, in another. For databases that know arrays.
    static void insertAll(Handle tx, List<Ordered> ordered) {
        try (HotStatement insert = HotStatement.on(tx, INSERT_ALL)) {
            int rows =
                    insert.texts(tasks(ordered).map(task -> task.id().hex()))
                            .numbers(tasks(ordered).mapToLong(task -> task.account().value()))
                            .numbers(orders(ordered).mapToLong(each -> each.caller().key().value()))
                            .texts(tasks(ordered).map(Task::model))
                            .texts(tasks(ordered).map(Task::engine))
                            .texts(tasks(ordered).map(Task::prompt))
                            .texts(orders(ordered).map(order -> order.aspectRatio().label()))
                            .numbers(tasks(ordered).mapToLong(task -> task.size().width()))
                            .numbers(tasks(ordered).mapToLong(task -> task.size().height()))
                            .numbers(tasks(ordered).mapToLong(Task::seed))
                            .texts(tasks(ordered).map(task -> task.format().label()))
                            .texts(tasks(ordered).map(Task::metadata))
                            .numbers(tasks(ordered).mapToLong(task -> task.price().amount()))
                            .texts(orders(ordered).map(order -> order.options().callbackUrl()))
                            .numbers(
                                    tasks(ordered)
                                            .mapToLong(task -> task.createdAt().toEpochMilli()))
                            .texts(tasks(ordered).map(Task::checkedUnder))
                            .texts(tasks(ordered).map(TaskInsert::textCheck))
                            .update();
            if (rows != ordered.size()) {
                throw new IllegalStateException(rows + " tasks of " + ordered.size() + " stored");
            }
        }
        IdempotencyKeys.insertAll(tx, ordered);
    }

    private static Stream<Task> tasks(List<Ordered> ordered) {
        return ordered.stream().map(Ordered::task);
    }

    private static Stream<TaskOrder> orders(List<Ordered> ordered) {
        return ordered.stream().map(Ordered::order);
    }

    private static @Nullable String textCheck(Task task) {
        return task.textCheck() == TextCheckMode.OFF ? null : task.textCheck().label();
    }

    static void insert(Handle tx, Task task, TaskOrder order) {
        try (HotStatement insert = HotStatement.on(tx, INSERT)) {
            int rows =
                    insert.text(task.id().hex())
                            .number(task.account().value())
                            .number(order.caller().key().value())
                            .text(task.model())
                            .text(task.engine())
                            .text(task.prompt())
                            .text(order.aspectRatio().label())
                            .number(task.size().width())
                            .number(task.size().height())
                            .number(task.seed())
                            .text(task.format().label())
                            .text(task.metadata())
                            .number(task.price().amount())
                            .text(order.options().callbackUrl())
                            .number(task.createdAt().toEpochMilli())
                            .text(task.checkedUnder())
                            .text(textCheck(task))
                            .update();
            if (rows != 1) {
                throw new IllegalStateException("a task was not stored: " + task.id());
            }
        }
        SourceSet sources = order.options().sources();
        if (sources != null) {
            TaskSources.insert(tx, task.id(), sources);
        }
        TaskOrder.Idempotency idempotency = order.idempotency();
        if (idempotency != null) {
            IdempotencyKeys.insert(tx, order.caller(), idempotency, task.id(), task.createdAt());
        }
    }
}
