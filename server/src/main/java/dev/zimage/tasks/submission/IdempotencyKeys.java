package dev.zimage.tasks.submission;

import dev.zimage.accounts.Caller;
import dev.zimage.tasks.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Which task an idempotency key stands for. Live and test keys of an account do not share them.
final class IdempotencyKeys {

    private static final Duration MEMORY = Duration.ofHours(24);

    private IdempotencyKeys() {}

    record Known(String bodyHash, TaskId task) {}

    static Optional<Known> find(Handle tx, Caller caller, String key, Instant now) {
        return tx.createQuery(
                        """
                        select body_hash, task_id from idempotency_keys
                        where account_id = :account and mode = :mode and key = :key
                          and created_at > :oldest
                        """)
                .bind("account", caller.account().value())
                .bind("mode", caller.mode().label())
                .bind("key", key)
                .bind("oldest", now.minus(MEMORY).toEpochMilli())
                .map((row, context) -> new Known(row.getString(1), new TaskId(row.getString(2))))
                .findOne();
    }

    /// Writes a key down, over one that [#find] found too old.
    ///
    /// @throws IllegalStateException when another transaction has taken the key since, which the
    ///   lock on the account prevents
    static void insert(
            Handle tx, Caller caller, TaskOrder.Idempotency idempotency, TaskId task, Instant now) {
        int rows =
                tx.createUpdate(
                                """
                                insert into idempotency_keys
                                  (account_id, mode, key, body_hash, task_id, created_at)
                                values (:account, :mode, :key, :hash, :task, :now)
                                on conflict (account_id, mode, key) do update
                                set body_hash = excluded.body_hash, task_id = excluded.task_id,
                                    created_at = excluded.created_at
                                where idempotency_keys.created_at <= :oldest
                                """)
                        .bind("account", caller.account().value())
                        .bind("mode", caller.mode().label())
                        .bind("key", idempotency.key())
                        .bind("hash", idempotency.bodyHash())
                        .bind("task", task.hex())
                        .bind("now", now.toEpochMilli())
                        .bind("oldest", now.minus(MEMORY).toEpochMilli())
                        .execute();
        if (rows != 1) {
            throw new IllegalStateException("the idempotency key was taken meanwhile");
        }
    }

    static int forgetOld(Handle tx, Instant now) {
        return tx.createUpdate("delete from idempotency_keys where created_at <= :oldest")
                .bind("oldest", now.minus(MEMORY).toEpochMilli())
                .execute();
    }
}
