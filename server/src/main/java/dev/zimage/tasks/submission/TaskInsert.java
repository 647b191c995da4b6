package dev.zimage.tasks.submission;

import dev.zimage.database.HotStatement;
import dev.zimage.tasks.SourceSet;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.lookup.TaskSources;
import dev.zimage.textcheck.TextCheckMode;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Inserts a new task and the idempotency key that it came with.
final class TaskInsert {

    private static final String INSERT =
            """
            insert into tasks
              (id, account_id, key_id, status, model, engine, prompt, aspect_ratio, width,
               height, seed, format, metadata, price, callback_url, created_at,
               checked_under, text_check)
            values (?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private TaskInsert() {}

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
