package dev.zimage.tasks;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Ledger;
import dev.zimage.database.Database;
import dev.zimage.moderation.ContentCheck;
import dev.zimage.tasks.lookup.StatusFilter;
import dev.zimage.tasks.lookup.TaskList;
import dev.zimage.tasks.lookup.TaskReader;
import dev.zimage.tasks.queue.QueueView;
import dev.zimage.tasks.queue.TaskQueue;
import dev.zimage.tasks.submission.Batch;
import dev.zimage.tasks.submission.BatchOrder;
import dev.zimage.tasks.submission.BatchSubmission;
import dev.zimage.tasks.submission.Quote;
import dev.zimage.tasks.submission.Submission;
import dev.zimage.tasks.submission.Submissions;
import dev.zimage.tasks.submission.TaskOrder;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Orders pictures and finds their tasks: what the API calls. Safe for use by any number of
/// threads.
public final class Tasks {

    private final Database database;
    private final Submissions submissions;

    /// @param queue ends the tasks of orders that the content check refuses
    /// @param listeners hear of submissions; the view must be one of them
    public Tasks(
            Database database,
            Ledger ledger,
            QueueView view,
            TaskQueue queue,
            Engines engines,
            ContentCheck content,
            List<TaskEvents> listeners,
            Submissions.Limits limits,
            Clock clock,
            RandomGenerator random) {
        this.database = database;
        this.submissions =
                new Submissions(
                        database, ledger, view, queue, engines, content, listeners, limits, clock,
                        random);
    }

    /// Takes an order; see [Submissions#submit(TaskOrder)].
    public Submission submit(TaskOrder order) {
        return submissions.submit(order);
    }

    /// Takes an order for several pictures; see [Submissions#submit(BatchOrder)].
    public BatchSubmission submit(BatchOrder order) {
        return submissions.submit(order);
    }

    /// Answers an order that was submitted before; see [Submissions#earlier(TaskOrder)].
    public Optional<Submission> earlier(TaskOrder order) {
        return submissions.earlier(order);
    }

    /// Joins an order for several pictures that was submitted before.
    public Optional<BatchSubmission> earlier(BatchOrder order) {
        return submissions.earlier(order);
    }

    /// Records that the client of a batch was told to come again.
    public void expectAgain(Batch batch) {
        submissions.expectAgain(batch);
    }

    /// Says what an order would cost and how long it would take. Changes nothing.
    public Quote quote(TaskOrder order) {
        return submissions.quote(order);
    }

    /// Deletes the batches that no retry can join any more.
    ///
    /// @return how many were deleted
    public int forgetOldBatches() {
        return submissions.forgetOldBatches();
    }

    /// Deletes idempotency keys that are a day old.
    ///
    /// @return how many were deleted
    public int forgetOldIdempotencyKeys() {
        return submissions.forgetOldIdempotencyKeys();
    }

    /// The task, if it belongs to the account.
    public Optional<Task> find(AccountId account, TaskId id) {
        return database.read(tx -> TaskReader.find(tx, id))
                .filter(task -> task.account().equals(account));
    }

    /// Reads these tasks, whoever owns them, in one statement. Unknown ids are left out.
    public List<Task> find(Collection<TaskId> ids) {
        return database.read(tx -> TaskReader.find(tx, ids));
    }

    /// The tasks of an account, newest first.
    ///
    /// @param before only tasks older than this one; null for the newest
    public List<Task> list(
            AccountId account, StatusFilter filter, @Nullable TaskId before, int limit) {
        return database.read(tx -> TaskList.read(tx, account, filter, before, limit));
    }
}
