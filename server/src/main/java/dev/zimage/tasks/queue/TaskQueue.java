package dev.zimage.tasks.queue;

import dev.zimage.accounts.AccountLock;
import dev.zimage.database.Database;
import dev.zimage.engine.EncodedImage;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.FinishedPicture;
import dev.zimage.tasks.SourceSet;
import dev.zimage.tasks.StoredImage;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskContext;
import dev.zimage.tasks.TaskEvents;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.TaskProgress;
import dev.zimage.tasks.TaskStatus;
import dev.zimage.tasks.TaskTerms;
import dev.zimage.tasks.fingerprints.FingerprintRow;
import dev.zimage.tasks.lookup.TaskReader;
import dev.zimage.tasks.lookup.TaskSources;
import dev.zimage.textcheck.TextCheckResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/// The queue as workers see it: they claim tasks, renew their claims and end the tasks. Every
/// method is one transaction, and a task ends once, whoever tries.
///
/// A claim holds for the length of the lease. Claims go round the accounts that have tasks waiting,
/// so the only task of an account waits for at most one task of every other account. Safe for use
/// by any number of threads and processes.
public final class TaskQueue {

    private final Database database;
    private final Settlement settlement;
    private final TaskTerms terms;
    private final TaskEvents listeners;
    private final Clock clock;
    private final WaitLimit waitLimit;
    private final ModelFilter models;

    /// The task that is to be drawn next.
    private record Next(TaskId id, long account) {}

    /// @param settlement of the tasks that end here
    /// @param waitLimit of tasks that their engine does not take
    public TaskQueue(TaskContext context, Settlement settlement, WaitLimit waitLimit) {
        this.database = context.database();
        this.settlement = settlement;
        this.terms = context.terms();
        this.listeners = context.listeners();
        this.clock = context.clock();
        this.waitLimit = waitLimit;
        this.models = new ModelFilter(context.engines().offered());
    }

    /// Claims the next task for an engine, if one waits whose model is offered here: another
    /// process may have models that this one would not draw as they are meant.
    public Optional<Claim> claim(String engine, String worker) {
        if (!database.<Boolean>read(tx -> isWaiting(tx, engine))) {
            return Optional.empty();
        }
        Optional<Claim> claim = database.write(tx -> claim(tx, engine, worker));
        claim.ifPresent(taken -> listeners.claimed(taken.task()));
        return claim;
    }

    private Optional<Claim> claim(Handle tx, String engine, String worker) {
        long served = ClaimCursor.lock(tx, engine);
        Optional<Next> next = nextAfter(tx, engine, served);
        if (next.isEmpty() && served != ClaimCursor.START) {
            next = nextAfter(tx, engine, ClaimCursor.START);
        }
        return next.map(found -> {
            ClaimCursor.advance(tx, engine, found.account);
            return take(tx, found.id, worker);
        });
    }

    /// Spares idle workers a transaction each time that they look.
    private boolean isWaiting(Handle tx, String engine) {
        return models.bind(
                        tx.createQuery(
                                """
                                select 1 from tasks
                                where status = 'queued' and engine = :engine %s
                                order by account_id, id limit 1
                                """
                                        .formatted(models.condition())))
                .bind("engine", engine)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private Optional<Next> nextAfter(Handle tx, String engine, long account) {
        return models.bind(
                        tx.createQuery(
                                """
                                select id, account_id from tasks
                                where status = 'queued' and engine = :engine
                                    and account_id > :account %s
                                order by account_id, id limit 1 <skipLocked>
                                """
                                        .formatted(models.condition())))
                .bind("engine", engine)
                .bind("account", account)
                .map((row, context) -> new Next(new TaskId(row.getString(1)), row.getLong(2)))
                .findOne();
    }

    private Claim take(Handle tx, TaskId id, String worker) {
        tx.createUpdate(
                        """
                        update tasks
                        set status = 'running', worker = :worker, lease_until = :until,
                            attempts = attempts + 1, started_at = :now, progress = 0,
                            text_read = null
                        where id = :id
                        """)
                .bind("worker", worker)
                .bind("until", leaseEnd())
                .bind("now", clock.millis())
                .bind("id", id.hex())
                .execute();
        Task task = TaskReader.require(tx, id);
        return Claim.now(task, worker);
    }

    private long leaseEnd() {
        return clock.instant().plus(terms.lease()).toEpochMilli();
    }

    /// Extends claims and records their progress, in one statement.
    ///
    /// @return those that no longer hold
    public Set<Claim> renew(Map<Claim, TaskProgress> progress) {
        return progress.isEmpty()
                ? Set.of()
                : database.write(tx -> ClaimRenewal.of(progress).run(tx, leaseEnd()));
    }

    /// An update of the task that changes nothing when the claim no longer holds.
    private static Update whileHeld(Handle tx, Claim claim, String assignments) {
        return tx.createUpdate("update tasks set " + assignments + " where " + Claim.HOLDS)
                .bindMap(claim.parameters());
    }

    /// Tells the listeners that a worker has done a step.
    public void stepped(Task task, Duration took) {
        listeners.stepped(task, took);
    }

    /// Stores what the text check has read in the pictures of a task so far.
    ///
    /// @return false, and nothing changed, when the claim no longer holds
    public boolean read(Claim claim, TextCheckResult result) {
        int rows =
                database.write(tx ->
                        whileHeld(tx, claim, "text_read = :read, redrawn = redrawn + :again")
                                .bind("read", result.json())
                                .bind("again", result.attempts() > 1 ? 1 : 0)
                                .execute());
        if (rows > 0) {
            listeners.textsRead(claim.task().id());
        }
        return rows > 0;
    }

    /// Ends a task with the picture that was made and stored.
    ///
    /// @return false, and nothing changed, when the claim no longer holds
    public boolean complete(Claim claim, FinishedPicture picture) {
        return complete(claim, picture, claim.task().seed(), claim.task().startedAt());
    }

    /// The same with a picture that was drawn with another seed than the task's.
    ///
    /// @param begun when the drawing began. The last renewal of the lease may have come before,
    ///   while the task waited for room in the engine
    public boolean complete(
            Claim claim, FinishedPicture picture, long seed, @Nullable Instant begun) {
        boolean completed =
                database.write(
                        claim.task().account().value(),
                        tx -> complete(tx, claim, picture, seed, begun));
        if (completed) {
            listeners.completed(claim.task(), claim.age());
        }
        return completed;
    }

    private boolean complete(
            Handle tx, Claim claim, FinishedPicture picture, long seed, @Nullable Instant begun) {
        AccountLock.take(tx, claim.task().account());
        Instant now = clock.instant();
        String completed =
                """
                status = 'completed', started_at = coalesce(:begun, started_at),
                finished_at = :now, progress = 1, seed = :seed, worker = null,
                lease_until = null
                """;
        int rows =
                whileHeld(tx, claim, completed)
                        .bind("now", now.toEpochMilli())
                        .bind("seed", seed)
                        .bind("begun", begun == null ? null : Long.valueOf(begun.toEpochMilli()))
                        .execute();
        if (rows == 0) {
            return false;
        }
        TaskId id = claim.task().id();
        insertImage(tx, id, picture.file(), now.plus(terms.retention()));
        picture.fingerprint()
                .ifPresent(print -> new FingerprintRow(id, print, now.toEpochMilli()).insert(tx));
        settlement.completed(tx, claim.task());
        return true;
    }

    private static void insertImage(Handle tx, TaskId id, EncodedImage image, Instant deleteAt) {
        tx.createUpdate(
                        """
                        insert into images (task_id, number, format, bytes, delete_at)
                        values (:id, 0, :format, :bytes, :deleteAt)
                        """)
                .bind("id", id.hex())
                .bind("format", image.format().label())
                .bind("bytes", image.bytes().length)
                .bind("deleteAt", deleteAt.toEpochMilli())
                .execute();
    }

    /// Ends a task without a picture and refunds its price.
    ///
    /// @return false, and nothing changed, when the claim no longer holds
    public boolean fail(Claim claim, Failure failure) {
        List<Settlement.Failed> failed =
                database.write(
                        claim.task().account().value(),
                        tx -> settlement.fail(tx, failure, Claim.HOLDS, claim.parameters()));
        settlement.announce(failed, failure.code());
        return !failed.isEmpty();
    }

    /// Puts a task back that its worker could not finish through no fault of the task. The attempt
    /// does not count.
    public void giveBack(Claim claim) {
        String queued =
                """
                status = 'queued', worker = null, lease_until = null,
                started_at = null, progress = 0, attempts = attempts - 1
                """;
        database.write(tx -> whileHeld(tx, claim, queued).execute());
    }

    /// Puts a task back that its engine could not take, unless it has waited for too long; then it
    /// fails.
    public void postpone(Claim claim) {
        if (!waitLimit.fail(claim)) {
            giveBack(claim);
        }
    }

    /// The pictures that a task edits; empty when it edits none.
    public Optional<SourceSet> sources(TaskId id) {
        return database.read(tx -> TaskSources.of(tx, id));
    }

    /// Whether a task has ended without a picture, or its picture was deleted since.
    public boolean hasNoPicture(TaskId id) {
        return database.read(tx -> TaskReader.find(tx, id))
                .filter(task -> task.status() == TaskStatus.FAILED || isDeleted(task.image()))
                .isPresent();
    }

    private static boolean isDeleted(@Nullable StoredImage image) {
        return image != null && image.deleted();
    }
}
