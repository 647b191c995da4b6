package dev.zimage.tasks.submission;

import dev.zimage.accounts.Caller;
import dev.zimage.database.HotStatement;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Which task an idempotency key stands for. Live and test keys of an account do not share them.
final class IdempotencyKeys {

    private static final Duration MEMORY = Duration.ofHours(24);

    private static final String KNOWN =
            """
            select k.account_id, k.mode, k.key
            from unnest(cast(? as bigint[]), cast(? as text[]), cast(? as text[]))
              as n (account_id, mode, key)
            join idempotency_keys k on k.account_id = n.account_id
              and k.mode = n.mode collate "C" and k.key = n.key collate "C"
            where k.created_at > ?
            """;

    private static final String INSERT_ALL =
            """
            insert into idempotency_keys (account_id, mode, key, body_hash, task_id, created_at)
            select * from unnest(
              cast(? as bigint[]), cast(? as text[]), cast(? as text[]), cast(? as text[]),
              cast(? as text[]), cast(? as bigint[]))
            on conflict (account_id, mode, key) do update
            set body_hash = excluded.body_hash, task_id = excluded.task_id,
                created_at = excluded.created_at
            where idempotency_keys.created_at <= excluded.created_at - ?
            """;

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

    /// A key with whom it belongs to.
    record Name(long account, String mode, String key) {

        static Name of(Caller caller, TaskOrder.Idempotency idempotency) {
            return new Name(caller.account().value(), caller.mode().label(), idempotency.key());
        }
    }

    /// Those of these keys that stand for a task. For databases that know arrays.
    static Set<Name> known(Handle tx, List<Name> names, Instant now) {
        try (HotStatement find = HotStatement.on(tx, KNOWN)) {
            return Set.copyOf(
                    bound(find, names)
                            .number(now.minus(MEMORY).toEpochMilli())
                            .all(row ->
                                    new Name(row.getLong(1), row.getString(2), row.getString(3))));
        }
    }

    private static HotStatement bound(HotStatement statement, List<Name> names) {
        return statement
                .numbers(names.stream().mapToLong(Name::account))
                .texts(names.stream().map(Name::mode))
                .texts(names.stream().map(Name::key));
    }

    /// The same as [#insert] for the keys of many new tasks, if they have any.
    static void insertAll(Handle tx, List<TaskInsert.Ordered> tasks) {
        List<New> keys = tasks.stream().flatMap(New::of).toList();
        if (keys.isEmpty()) {
            return;
        }
        try (HotStatement insert = HotStatement.on(tx, INSERT_ALL)) {
            int rows =
                    bound(insert, keys.stream().map(New::name).toList())
                            .texts(keys.stream().map(New::bodyHash))
                            .texts(keys.stream().map(key -> key.task().id().hex()))
                            .numbers(keys.stream().mapToLong(New::createdAt))
                            .number(MEMORY.toMillis())
                            .update();
            if (rows != keys.size()) {
                throw new IllegalStateException("an idempotency key was taken meanwhile");
            }
        }
    }

    private record New(Name name, String bodyHash, Task task) {

        static Stream<New> of(TaskInsert.Ordered ordered) {
            TaskOrder.Idempotency idempotency = ordered.order().idempotency();
            return idempotency == null
                    ? Stream.empty()
                    : Stream.of(
                            new New(
                                    Name.of(ordered.order().caller(), idempotency),
                                    idempotency.bodyHash(),
                                    ordered.task()));
        }

        long createdAt() {
            return task.createdAt().toEpochMilli();
        }
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
