package dev.zimage.tasks.submission;

import dev.zimage.accounts.AccountLock;
import dev.zimage.accounts.Ledger;
import dev.zimage.database.Database;
import dev.zimage.moderation.PolicyViolation;
import dev.zimage.tasks.Checks;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskContext;
import dev.zimage.tasks.TaskEvents;
import dev.zimage.tasks.queue.QueueView;
import dev.zimage.tasks.queue.Settlement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Takes orders. When a submission returns, its answer is durable. Safe for use by any number of
/// threads.
public final class Submissions {

    private final Database database;
    private final Screening screening;
    private final TextScreening texts;
    private final QueueCapacity capacity;
    private final OrderWriter writer;
    private final OrderTransaction transaction;
    private final Quotes quotes;
    private final TaskEvents listeners;
    private final Clock clock;

    /// @param settlement ends the tasks of orders that the content check refuses
    public Submissions(
            TaskContext context,
            Ledger ledger,
            Settlement settlement,
            QueueView view,
            Checks checks) {
        this.database = context.database();
        this.screening = new Screening(checks.content(), settlement);
        this.texts = new TextScreening(checks.texts());
        this.capacity = new QueueCapacity(context, view);
        this.writer = new OrderWriter(context, ledger, screening);
        this.transaction =
                new OrderTransaction(writer, database.dialect().arrays(), context.clock());
        this.quotes = new Quotes(context, ledger, view, screening, texts, capacity);
        this.listeners = context.listeners();
        this.clock = context.clock();
    }

    /// Takes an order: the charge, the ledger entry and the task are one transaction, and on disk
    /// when this returns. A prompt that violates the content policy also becomes a task, which has
    /// failed and was never charged.
    public Submission submit(TaskOrder order) {
        PolicyViolation objection = screening.objection(order).orElse(null);
        Submission.Declined declined = objection == null ? declined(order, 1) : null;
        if (declined != null && order.idempotency() == null) {
            return declined;
        }
        Submission submission =
                database.write(
                        order.caller().account().value(),
                        transaction,
                        new CheckedOrder(order, declined, objection));
        if (submission instanceof Submission.Accepted(Task task)) {
            announce(order, List.of(task), objection);
        }
        return submission;
    }

    /// Why no new task can be accepted now; null when one can. A repeated order still gets its
    /// earlier answer.
    private Submission.@Nullable Declined declined(TaskOrder order, int tasks) {
        if (!screening.isPossible(order)) {
            return new Submission.CheckUnavailable();
        }
        return texts.isPossible(order)
                ? capacity.untilRoom(order, tasks).map(Submission.QueueFull::new).orElse(null)
                : new Submission.ReaderUnavailable();
    }

    private void announce(TaskOrder order, List<Task> tasks, @Nullable PolicyViolation objection) {
        if (objection == null) {
            tasks.forEach(listeners::submitted);
        } else {
            screening.announce(order, tasks, objection);
        }
    }

    /// Takes an order for several pictures, all or none: the charges, the ledger entries, the tasks
    /// and the record that a retry is recognised by are one transaction, and on disk when this
    /// returns.
    public BatchSubmission submit(BatchOrder order) {
        PolicyViolation objection = screening.objection(order.each()).orElse(null);
        Submission.Declined declined =
                objection == null ? declined(order.each(), order.count()) : null;
        BatchSubmission submission =
                database.write(
                        order.each().caller().account().value(),
                        tx -> submit(tx, order, declined, objection));
        if (submission instanceof BatchSubmission.Accepted(Batch batch)) {
            announce(order.each(), batch.tasks(), objection);
        }
        return submission;
    }

    private BatchSubmission submit(
            Handle tx,
            BatchOrder order,
            Submission.@Nullable Declined declined,
            @Nullable PolicyViolation objection) {
        Optional<BatchSubmission> earlier = found(tx, order);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (declined != null) {
            return new BatchSubmission.Declined(declined);
        }
        return switch (writer.write(
                tx,
                order.each(),
                order.count(),
                objection,
                tasks -> Batches.insert(tx, order, tasks, clock.instant()))) {
            case OrderWriter.Result.Stored(List<Task> tasks) ->
                    new BatchSubmission.Accepted(new Batch(tasks.getFirst().id(), 1, tasks));
            case OrderWriter.Result.Refused(var reason) ->
                    new BatchSubmission.Declined(new Submission.Refused(reason));
        };
    }

    /// The answer to an order that was submitted before: [Submission.Replayed] or
    /// [Submission.KeyReused]. Empty when the order is new. Takes nothing.
    public Optional<Submission> earlier(TaskOrder order) {
        return order.idempotency() == null
                ? Optional.empty()
                : database.read(tx -> transaction.earlier(tx, order));
    }

    /// The same for several pictures; an earlier order is joined.
    public Optional<BatchSubmission> earlier(BatchOrder order) {
        return database.write(order.each().caller().account().value(), tx -> found(tx, order));
    }

    /// Of retries that come in together, in whichever process, each finds what the one before it
    /// has changed.
    private Optional<BatchSubmission> found(Handle tx, BatchOrder order) {
        AccountLock.take(tx, order.each().caller().account());
        return Batches.find(tx, order, clock.instant());
    }

    /// Says what an order would cost and how long it would take. Changes nothing.
    public Quote quote(TaskOrder order) {
        return quotes.of(order);
    }

    /// Records that the client of a batch was told to come again, so that its next equal order
    /// joins the batch, whether it says that it is a retry or not.
    public void expectAgain(Batch batch) {
        database.write(tx -> Batches.expectAgain(tx, batch));
    }

    /// Deletes the batches that no retry can join any more.
    ///
    /// @return how many were deleted
    public int forgetOldBatches() {
        return database.write(tx -> Batches.forgetOld(tx, clock.instant()));
    }

    /// Deletes idempotency keys that are a day old.
    ///
    /// @return how many were deleted
    public int forgetOldIdempotencyKeys() {
        return database.write(tx -> IdempotencyKeys.forgetOld(tx, clock.instant()));
    }
}
