package dev.zimage.tasks.submission;

import dev.zimage.accounts.Caller;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.lookup.TaskRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Which tasks belong to one order, and which order a retry is one of.
///
/// Clients send an order again when its answer was lost or told them to, and some say how often
/// they did. An order joins an earlier one of the same key and the same pictures when it says that
/// it is a later try than all that have joined before, or when the last one that waited was told to
/// come again and nobody has come since. So of two equal orders that are under way together, each
/// has its own tasks, also after both were sent again.
final class Batches {

    private static final Duration JOINED_WITHIN = Duration.ofMinutes(15);
    private static final Duration KEPT = Duration.ofHours(24);

    private static final String OF_BATCH =
            TaskRow.SELECT
                    + "join batch_tasks b on b.task_id = t.id where b.batch_id = :id order by"
                    + " b.number";

    private Batches() {}

    /// What an order that came before has become, if this is one.
    static Optional<BatchSubmission> find(Handle tx, BatchOrder order, Instant now) {
        TaskOrder.Idempotency idempotency = order.each().idempotency();
        return idempotency == null
                ? join(tx, order, now).map(BatchSubmission.Joined::new)
                : byKey(tx, order.each().caller(), idempotency, now);
    }

    private static Optional<BatchSubmission> byKey(
            Handle tx, Caller caller, TaskOrder.Idempotency idempotency, Instant now) {
        return IdempotencyKeys.find(tx, caller, idempotency.key(), now)
                .map(known ->
                        known.bodyHash().equals(idempotency.bodyHash())
                                ? new BatchSubmission.Joined(asked(tx, known.task(), now))
                                : new BatchSubmission.Declined(new Submission.KeyReused()));
    }

    private static Batch asked(Handle tx, TaskId id, Instant now) {
        int asked =
                tx.createQuery(
                                """
                                update batches set asked = asked + 1, asked_at = :now
                                where id = :id returning asked
                                """)
                        .bind("now", now.toEpochMilli())
                        .bind("id", id.hex())
                        .mapTo(Integer.class)
                        .one();
        return new Batch(id, asked, tasks(tx, id));
    }

    /// A batch of which all tasks have failed is not joined: their price is back, and the retry is
    /// to get new ones.
    private static Optional<Batch> join(Handle tx, BatchOrder order, Instant now) {
        return tx.createQuery(
                        """
                        update batches
                        set retry = case when retry < :retry then :retry else retry end, expected = 0,
                            asked = asked + 1, asked_at = :now
                        where id = (
                          select id from batches
                          where key_id = :key and fingerprint = :fingerprint
                            and asked_at > :oldest
                            and (expected = 1 or retry < :retry)
                            and exists (
                              select 1 from batch_tasks b join tasks t on t.id = b.task_id
                              where b.batch_id = batches.id and t.status <> 'failed')
                          order by retry desc, id desc limit 1)
                        returning id, asked
                        """)
                .bind("retry", order.retry())
                .bind("now", now.toEpochMilli())
                .bind("key", order.each().caller().key().value())
                .bind("fingerprint", order.fingerprint())
                .bind("oldest", now.minus(JOINED_WITHIN).toEpochMilli())
                .map((row, context) -> {
                    TaskId id = new TaskId(row.getString(1));
                    return new Batch(id, row.getInt(2), List.of());
                })
                .findOne()
                .map(batch -> new Batch(batch.id(), batch.asked(), tasks(tx, batch.id())));
    }

    private static List<Task> tasks(Handle tx, TaskId id) {
        return tx.createQuery(OF_BATCH).bind("id", id.hex()).map(TaskRow.MAPPER).list();
    }

    static void insert(Handle tx, BatchOrder order, List<Task> tasks, Instant now) {
        TaskOrder each = order.each();
        TaskInsert.insert(tx, tasks.getFirst(), each);
        TaskOrder withoutKey = each.withoutIdempotency();
        tasks.stream().skip(1).forEach(task -> TaskInsert.insert(tx, task, withoutKey));
        TaskId id = tasks.getFirst().id();
        tx.createUpdate(
                        """
                        insert into batches (id, key_id, fingerprint, retry, asked, asked_at)
                        values (:id, :key, :fingerprint, :retry, 1, :now)
                        """)
                .bind("id", id.hex())
                .bind("key", each.caller().key().value())
                .bind("fingerprint", order.fingerprint())
                .bind("retry", order.retry())
                .bind("now", now.toEpochMilli())
                .execute();
        for (int number = 0; number < tasks.size(); number++) {
            tx.createUpdate(
                            """
                            insert into batch_tasks (batch_id, number, task_id)
                            values (:batch, :number, :task)
                            """)
                    .bind("batch", id.hex())
                    .bind("number", number)
                    .bind("task", tasks.get(number).id().hex())
                    .execute();
        }
    }

    /// Nothing changes when somebody has asked for the batch since: that one waits now.
    static int expectAgain(Handle tx, Batch batch) {
        return tx.createUpdate("update batches set expected = 1 where id = :id and asked = :asked")
                .bind("id", batch.id().hex())
                .bind("asked", batch.asked())
                .execute();
    }

    static int forgetOld(Handle tx, Instant now) {
        long oldest = now.minus(KEPT).toEpochMilli();
        tx.createUpdate(
                        """
                        delete from batch_tasks
                        where batch_id in (select id from batches where asked_at <= :oldest)
                        """)
                .bind("oldest", oldest)
                .execute();
        return tx.createUpdate("delete from batches where asked_at <= :oldest")
                .bind("oldest", oldest)
                .execute();
    }
}
