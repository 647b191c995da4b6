package dev.zimage.tasks.queue;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.Ledger;
import dev.zimage.database.Database;
import dev.zimage.engine.GeneratedImage;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.Outbox;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskEvents;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.TaskStatus;
import dev.zimage.tasks.lookup.TaskReader;
import dev.zimage.usage.UsageSums;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// The tasks that wait and run, in the database: who takes which, and how each ends. Every method
/// is one transaction, and a task ends once, whoever tries.
///
/// A claim holds for the length of the lease. Claims go round the accounts that have something
/// waiting, so that the one task of an account stands behind at most one task of each other
/// account. Safe for use by any number of threads and processes.
public final class TaskQueue {

    private static final RowMapper<Ended> ENDED =
            (row, context) ->
                    new Ended(
                            new TaskId(row.getString("id")),
                            new AccountId(row.getLong("account_id")),
                            row.getString("engine"),
                            new Credits(row.getLong("price")));

    private final Database database;
    private final Ledger ledger;
    private final Clock clock;
    private final Terms terms;
    private final List<TaskEvents> listeners;
    private final Outbox outbox;
    private final Map<String, AtomicLong> lastServed = new ConcurrentHashMap<>();

    /// @param lease how long a claim holds without being renewed
    /// @param attempts how often a task is taken up before it fails
    /// @param retention how long a picture is kept
    public record Terms(Duration lease, int attempts, Duration retention) {}

    private record Ended(TaskId id, AccountId account, String engine, Credits price) {}

    /// @param listeners hear of claims and ends
    /// @param outbox writes down what others are to be told of an end
    public TaskQueue(
            Database database,
            Ledger ledger,
            Clock clock,
            Terms terms,
            List<TaskEvents> listeners,
            Outbox outbox) {
        this.database = database;
        this.ledger = ledger;
        this.clock = clock;
        this.terms = terms;
        this.listeners = List.copyOf(listeners);
        this.outbox = outbox;
    }

    /// Takes the next task for an engine, if one waits.
    public Optional<Claim> claim(String engine, String worker) {
        Optional<Claim> claim = database.write(tx -> claim(tx, engine, worker));
        claim.ifPresent(taken -> listeners.forEach(listener -> listener.claimed(taken.task())));
        return claim;
    }

    private Optional<Claim> claim(Handle tx, String engine, String worker) {
        AtomicLong served = lastServed.computeIfAbsent(engine, name -> new AtomicLong(-1));
        Optional<TaskId> next = nextAfter(tx, engine, served.get());
        if (next.isEmpty()) {
            next = nextAfter(tx, engine, -1);
        }
        return next.map(id -> {
            Claim claim = take(tx, id, worker);
            served.set(claim.task().account().value());
            return claim;
        });
    }

    private Optional<TaskId> nextAfter(Handle tx, String engine, long account) {
        return tx.createQuery(
                        """
                        select id from tasks
                        where status = 'queued' and engine = :engine and account_id > :account
                        order by account_id, id limit 1
                        """
                                + database.dialect().skipLocked())
                .bind("engine", engine)
                .bind("account", account)
                .map((row, context) -> new TaskId(row.getString(1)))
                .findOne();
    }

    private Claim take(Handle tx, TaskId id, String worker) {
        tx.createUpdate(
                        """
                        update tasks
                        set status = 'running', worker = :worker, lease_until = :until,
                            attempts = attempts + 1, started_at = :now, progress = 0
                        where id = :id
                        """)
                .bind("worker", worker)
                .bind("until", leaseEnd())
                .bind("now", clock.millis())
                .bind("id", id.hex())
                .execute();
        Task task = TaskReader.require(tx, id);
        return new Claim(task, worker, task.attempts());
    }

    private long leaseEnd() {
        return clock.instant().plus(terms.lease).toEpochMilli();
    }

    /// Prolongs a claim and writes down its progress.
    ///
    /// @return false when the claim no longer holds: the task was cancelled or given to another
    ///   worker
    public boolean renew(Claim claim, double progress) {
        return database.write(tx ->
                tx.createUpdate(
                                        """
                                        update tasks set lease_until = :until, progress = :progress
                                        where id = :id and status = 'running'
                                          and worker = :worker and attempts = :attempt
                                        """)
                                .bind("until", leaseEnd())
                                .bind("progress", progress)
                                .bind("id", claim.task().id().hex())
                                .bind("worker", claim.worker())
                                .bind("attempt", claim.attempt())
                                .execute()
                        == 1);
    }

    /// Tells those who listen that a worker has done a step.
    public void stepped(Task task, Duration took) {
        listeners.forEach(listener -> listener.stepped(task, took));
    }

    /// Ends a task with the picture that was made and stored.
    ///
    /// @return false, and nothing changed, when the claim no longer holds
    public boolean complete(Claim claim, GeneratedImage image) {
        boolean completed = database.write(tx -> complete(tx, claim, image));
        if (completed) {
            Instant started = Objects.requireNonNull(claim.task().startedAt());
            Duration took = Duration.between(started, clock.instant());
            listeners.forEach(listener -> listener.completed(claim.task(), took));
        }
        return completed;
    }

    private boolean complete(Handle tx, Claim claim, GeneratedImage image) {
        Instant now = clock.instant();
        int rows =
                tx.createUpdate(
                                """
                                update tasks
                                set status = 'completed', finished_at = :now, progress = 1,
                                    worker = null, lease_until = null
                                where id = :id and status = 'running'
                                  and worker = :worker and attempts = :attempt
                                """)
                        .bind("now", now.toEpochMilli())
                        .bind("id", claim.task().id().hex())
                        .bind("worker", claim.worker())
                        .bind("attempt", claim.attempt())
                        .execute();
        if (rows == 0) {
            return false;
        }
        tx.createUpdate(
                        """
                        insert into images (task_id, number, format, bytes, delete_at)
                        values (:id, 0, :format, :bytes, :deleteAt)
                        """)
                .bind("id", claim.task().id().hex())
                .bind("format", image.format().label())
                .bind("bytes", image.bytes().length)
                .bind("deleteAt", now.plus(terms.retention).toEpochMilli())
                .execute();
        ledger.settle(tx, claim.task().account());
        UsageSums.ended(tx, claim.task().id().hex());
        outbox.ended(tx, claim.task().id(), claim.task().account(), TaskStatus.COMPLETED);
        return true;
    }

    /// Ends a task without a picture and gives its price back.
    ///
    /// @return false, and nothing changed, when the claim no longer holds
    public boolean fail(Claim claim, Failure failure) {
        Optional<Ended> ended = database.write(tx -> fail(tx, claim, failure));
        ended.ifPresent(task -> tellFailed(task, failure.code()));
        return ended.isPresent();
    }

    private Optional<Ended> fail(Handle tx, Claim claim, Failure failure) {
        return tx.createQuery(
                        """
                        update tasks
                        set status = 'failed', finished_at = :now, worker = null,
                            lease_until = null, error_code = :code, error_message = :message
                        where id = :id and status = 'running'
                          and worker = :worker and attempts = :attempt
                        returning id, account_id, engine, price
                        """)
                .bind("now", clock.millis())
                .bind("code", failure.code().number())
                .bind("message", failure.message())
                .bind("id", claim.task().id().hex())
                .bind("worker", claim.worker())
                .bind("attempt", claim.attempt())
                .map(ENDED)
                .findOne()
                .map(ended -> refund(tx, ended));
    }

    /// Ends a task that was made in this transaction and that nobody is to draw.
    public void refuse(Handle tx, Task task, Failure failure) {
        tx.createUpdate(
                        """
                        update tasks
                        set status = 'failed', finished_at = :now, error_code = :code,
                            error_message = :message
                        where id = :id
                        """)
                .bind("now", clock.millis())
                .bind("code", failure.code().number())
                .bind("message", failure.message())
                .bind("id", task.id().hex())
                .execute();
        refund(tx, ended(task));
    }

    /// Tells the listeners about a task that [#refuse] ended, once it is committed.
    public void tellRefused(Task task) {
        tellFailed(ended(task), ErrorCode.CONTENT_REFUSED);
    }

    private static Ended ended(Task task) {
        return new Ended(task.id(), task.account(), task.engine(), task.price());
    }

    private void tellFailed(Ended task, ErrorCode code) {
        listeners.forEach(listener -> listener.failed(task.id, task.engine, task.price, code));
    }

    private Ended refund(Handle tx, Ended ended) {
        ledger.refund(tx, ended.account, ended.id.hex(), ended.price);
        UsageSums.ended(tx, ended.id.hex());
        outbox.ended(tx, ended.id, ended.account, TaskStatus.FAILED);
        return ended;
    }

    /// Puts a task back that its worker could not finish through no fault of the task; the attempt
    /// does not count.
    public void giveBack(Claim claim) {
        database.write(tx ->
                tx.createUpdate(
                                """
                                update tasks
                                set status = 'queued', worker = null, lease_until = null,
                                    started_at = null, progress = 0, attempts = attempts - 1
                                where id = :id and status = 'running'
                                  and worker = :worker and attempts = :attempt
                                """)
                        .bind("id", claim.task().id().hex())
                        .bind("worker", claim.worker())
                        .bind("attempt", claim.attempt())
                        .execute());
    }

    /// Stops a task at its owner's wish, queued or running, and gives its price back.
    public CancelResult cancel(AccountId account, TaskId id) {
        CancelResult cancellation = database.write(tx -> cancel(tx, account, id));
        if (cancellation instanceof CancelResult.Cancelled(Task task)) {
            tellFailed(
                    new Ended(id, account, task.engine(), task.price()), ErrorCode.TASK_CANCELLED);
        }
        return cancellation;
    }

    private CancelResult cancel(Handle tx, AccountId account, TaskId id) {
        Optional<Ended> ended =
                tx.createQuery(
                                """
                                update tasks
                                set status = 'failed', finished_at = :now, worker = null,
                                    lease_until = null, error_code = :code, error_message = :message
                                where id = :id and account_id = :account
                                  and status in ('queued', 'running')
                                returning id, account_id, engine, price
                                """)
                        .bind("now", clock.millis())
                        .bind("code", ErrorCode.TASK_CANCELLED.number())
                        .bind("message", "The task was cancelled. Its credits were given back.")
                        .bind("id", id.hex())
                        .bind("account", account.value())
                        .map(ENDED)
                        .findOne();
        if (ended.isPresent()) {
            refund(tx, ended.get());
            return new CancelResult.Cancelled(TaskReader.require(tx, id));
        }
        return TaskReader.find(tx, id)
                .filter(task -> task.account().equals(account))
                .<CancelResult>map(CancelResult.HasEnded::new)
                .orElseGet(CancelResult.NotFound::new);
    }

    /// Takes the tasks back whose lease has run out. They queue again, or fail with `WORKER_LOST`
    /// when they have been taken up as often as they may be.
    public void takeBackLost() {
        List<Ended> failed = database.write(this::takeBackLost);
        failed.forEach(task -> tellFailed(task, ErrorCode.WORKER_LOST));
    }

    private List<Ended> takeBackLost(Handle tx) {
        List<Ended> failed = failLost(tx);
        tx.createUpdate(
                        """
                        update tasks
                        set status = 'queued', worker = null, lease_until = null,
                            started_at = null, progress = 0
                        where status = 'running' and lease_until < :now
                        """)
                .bind("now", clock.millis())
                .execute();
        return failed;
    }

    private List<Ended> failLost(Handle tx) {
        List<Ended> lost =
                tx.createQuery(
                                """
                                update tasks
                                set status = 'failed', finished_at = :now, worker = null,
                                    lease_until = null, error_code = :code, error_message = :message
                                where status = 'running' and lease_until < :now and attempts >= :attempts
                                returning id, account_id, engine, price
                                """)
                        .bind("now", clock.millis())
                        .bind("code", ErrorCode.WORKER_LOST.number())
                        .bind(
                                "message",
                                "The task lost its worker too often. Its credits were given back;"
                                        + " submit it again.")
                        .bind("attempts", terms.attempts)
                        .map(ENDED)
                        .list();
        lost.forEach(ended -> refund(tx, ended));
        return lost;
    }

    /// Whether a task has ended without a picture.
    public boolean hasFailed(TaskId id) {
        return database.read(tx ->
                TaskReader.find(tx, id)
                        .filter(task -> task.status() == TaskStatus.FAILED)
                        .isPresent());
    }

    /// Gives the waiting tasks of engines that are no longer there to one that is: after a change
    /// of the configuration they would wait for ever.
    ///
    /// @param present the engines that take tasks
    /// @param heir one of them
    public void adoptOrphans(Collection<String> present, String heir) {
        database.write(tx ->
                tx.createUpdate(
                                """
                                update tasks set engine = :heir
                                where status = 'queued' and engine not in (<present>)
                                """)
                        .bind("heir", heir)
                        .bindList("present", List.copyOf(present))
                        .execute());
    }

    /// Ends all leases, for the start of a server that has the database for itself: whoever held
    /// one is dead. To be followed by [#takeBackLost].
    public void endAllLeases() {
        database.write(
                tx -> tx.execute("update tasks set lease_until = 0 where status = 'running'"));
    }
}
