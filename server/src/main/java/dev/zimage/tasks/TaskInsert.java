package dev.zimage.tasks;

import org.jdbi.v3.core.Handle;

/// Writes a new task down, and the idempotency key that it came with.
final class TaskInsert {

    private TaskInsert() {}

    static void insert(Handle tx, Task task, TaskOrder order) {
        tx.createUpdate(
                        """
                        insert into tasks
                          (id, account_id, key_id, status, model, engine, prompt, aspect_ratio, width,
                           height, seed, format, metadata, price, created_at)
                        values
                          (:id, :account, :key, 'queued', :model, :engine, :prompt, :ratio, :width,
                           :height, :seed, :format, :metadata, :price, :created)
                        """)
                .bind("id", task.id().hex())
                .bind("account", task.account().value())
                .bind("key", order.caller().key().value())
                .bind("model", task.model())
                .bind("engine", task.engine())
                .bind("prompt", task.prompt())
                .bind("ratio", order.aspectRatio().label())
                .bind("width", task.size().width())
                .bind("height", task.size().height())
                .bind("seed", task.seed())
                .bind("format", task.format().label())
                .bind("metadata", task.metadata())
                .bind("price", task.price().amount())
                .bind("created", task.createdAt().toEpochMilli())
                .execute();
        TaskOrder.Idempotency idempotency = order.idempotency();
        if (idempotency != null) {
            IdempotencyKeys.insert(tx, order.caller(), idempotency, task.id(), task.createdAt());
        }
    }
}
