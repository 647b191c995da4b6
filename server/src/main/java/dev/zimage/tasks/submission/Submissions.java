package dev.zimage.tasks.submission;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Admission;
import dev.zimage.accounts.Caller;
import dev.zimage.accounts.Charge;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.Ledger;
import dev.zimage.accounts.Mode;
import dev.zimage.database.Database;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.ImageRequest;
import dev.zimage.moderation.ContentCheck;
import dev.zimage.moderation.Objection;
import dev.zimage.tasks.Engines;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskEvents;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.TaskStatus;
import dev.zimage.tasks.lookup.TaskReader;
import dev.zimage.tasks.queue.QueueView;
import dev.zimage.tasks.queue.TaskQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Orders pictures and finds them again: what the API calls. The answer to a submission is durable.
/// Safe for use by any number of threads.
public final class Submissions {

    private static final long SEEDS = ImageRequest.MAX_SEED + 1;

    private final Database database;
    private final Ledger ledger;
    private final QueueView view;
    private final Engines engines;
    private final Screening screening;
    private final List<TaskEvents> listeners;
    private final Limits limits;
    private final Clock clock;
    private final RandomGenerator random;
    private final TimeOrderedEpochFactory ids;

    /// @param tasksInFlight for accounts without a limit of their own
    /// @param queueCapacity how many tasks may wait, over all accounts
    public record Limits(int tasksInFlight, int queueCapacity) {}

    /// @param queue ends the tasks of orders that the content check refuses
    /// @param listeners hear of submissions; the view must be one of them
    public Submissions(
            Database database,
            Ledger ledger,
            QueueView view,
            TaskQueue queue,
            Engines engines,
            ContentCheck content,
            List<TaskEvents> listeners,
            Limits limits,
            Clock clock,
            RandomGenerator random) {
        this.database = database;
        this.ledger = ledger;
        this.view = view;
        this.engines = engines;
        this.screening = new Screening(content, queue);
        this.listeners = List.copyOf(listeners);
        this.limits = limits;
        this.clock = clock;
        this.random = random;
        this.ids = new TimeOrderedEpochFactory(clock);
    }

    /// Takes an order: the charge, the ledger entry and the task are one transaction, and on disk
    /// when this returns. A prompt that is against the content policy becomes a task too, which has
    /// failed and was never charged.
    public Submission submit(TaskOrder order) {
        Objection objection = screening.objection(order).orElse(null);
        Submission.Declined hindrance = objection == null ? hindrance(order, 1) : null;
        if (hindrance != null && order.idempotency() == null) {
            return hindrance;
        }
        Submission submission = database.write(tx -> submit(tx, order, hindrance, objection));
        if (submission instanceof Submission.Accepted(Task task)) {
            tell(order, List.of(task), objection);
        }
        return submission;
    }

    /// Why nothing new can be taken now; null when it can. Who repeats an earlier order is answered
    /// all the same.
    private Submission.@Nullable Declined hindrance(TaskOrder order, int tasks) {
        if (!screening.isPossible(order)) {
            return new Submission.CheckUnavailable();
        }
        return isFullFor(tasks) ? queueFull(order) : null;
    }

    private void tell(TaskOrder order, List<Task> tasks, @Nullable Objection objection) {
        if (objection == null) {
            tasks.forEach(task -> listeners.forEach(listener -> listener.submitted(task)));
        } else {
            screening.tell(order, tasks, objection);
        }
    }

    private Submission submit(
            Handle tx,
            TaskOrder order,
            Submission.@Nullable Declined hindrance,
            @Nullable Objection objection) {
        Optional<Submission> earlier = earlierSubmission(tx, order);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (hindrance != null) {
            return hindrance;
        }
        Task task = newTask(order, seeds(order, 1).getFirst(), objection);
        Admission admission =
                ledger.admit(
                        tx,
                        charge(task, order),
                        limits.tasksInFlight,
                        () -> TaskInsert.insert(tx, task, order));
        return admission instanceof Admission.Admitted
                ? new Submission.Accepted(refused(tx, List.of(task), objection).getFirst())
                : new Submission.Refused(admission);
    }

    /// Takes an order for several pictures, all or none: the charges, the ledger entries, the tasks
    /// and what a retry finds them by are one transaction, and on disk when this returns.
    public BatchSubmission submit(BatchOrder order) {
        Objection objection = screening.objection(order.each()).orElse(null);
        Submission.Declined hindrance =
                objection == null ? hindrance(order.each(), order.count()) : null;
        BatchSubmission submission = database.write(tx -> submit(tx, order, hindrance, objection));
        if (submission instanceof BatchSubmission.Accepted(Batch batch)) {
            tell(order.each(), batch.tasks(), objection);
        }
        return submission;
    }

    /// The tasks as they are once an objection to their prompt, if there is one, has ended them.
    private List<Task> refused(Handle tx, List<Task> tasks, @Nullable Objection objection) {
        return objection == null ? tasks : screening.refuse(tx, tasks, objection);
    }

    private BatchSubmission submit(
            Handle tx,
            BatchOrder order,
            Submission.@Nullable Declined hindrance,
            @Nullable Objection objection) {
        Optional<BatchSubmission> earlier = Batches.find(tx, order, clock.instant());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (hindrance != null) {
            return new BatchSubmission.Declined(hindrance);
        }
        List<Task> tasks =
                seeds(order.each(), order.count()).stream()
                        .map(seed -> newTask(order.each(), seed, objection))
                        .toList();
        Admission admission =
                ledger.admit(
                        tx,
                        tasks.stream().map(task -> charge(task, order.each())).toList(),
                        limits.tasksInFlight,
                        () -> Batches.insert(tx, order, tasks, clock.instant()));
        return admission instanceof Admission.Admitted
                ? new BatchSubmission.Accepted(
                        new Batch(tasks.getFirst().id(), 1, refused(tx, tasks, objection)))
                : new BatchSubmission.Declined(new Submission.Refused(admission));
    }

    private static Charge charge(Task task, TaskOrder order) {
        Caller caller = order.caller();
        return new Charge(
                caller.account(),
                caller.key(),
                caller.budgeted(),
                task.id().hex(),
                task.price(),
                LocalDate.ofInstant(task.createdAt(), ZoneOffset.UTC));
    }

    /// Writes down that the client of a batch was told to come again, so that its next equal order
    /// joins the batch, whether it says that it is a retry or not.
    public void expectAgain(Batch batch) {
        database.write(tx -> Batches.expectAgain(tx, batch));
    }

    /// Forgets the batches that no retry can join any more.
    ///
    /// @return how many went
    public int forgetOldBatches() {
        return database.write(tx -> Batches.forgetOld(tx, clock.instant()));
    }

    /// What an order is answered that came before: [Submission.Replayed] or [Submission.KeyReused].
    /// Empty when it is new. Takes nothing.
    public Optional<Submission> earlier(TaskOrder order) {
        return order.idempotency() == null
                ? Optional.empty()
                : database.read(tx -> earlierSubmission(tx, order));
    }

    /// The same for several pictures, whose order is joined then.
    public Optional<BatchSubmission> earlier(BatchOrder order) {
        return database.write(tx -> Batches.find(tx, order, clock.instant()));
    }

    private boolean isFullFor(int tasks) {
        return view.waiting() + tasks > limits.queueCapacity;
    }

    private Submission.QueueFull queueFull(TaskOrder order) {
        return new Submission.QueueFull(timeToNextPlace(order));
    }

    private Duration timeToNextPlace(TaskOrder order) {
        String engine = engines.of(order.caller().mode()).name();
        return view.timeToNextPlace(engine, order.size());
    }

    private Optional<Submission> earlierSubmission(Handle tx, TaskOrder order) {
        TaskOrder.Idempotency idempotency = order.idempotency();
        if (idempotency == null) {
            return Optional.empty();
        }
        return IdempotencyKeys.find(tx, order.caller(), idempotency.key(), clock.instant())
                .map(known ->
                        known.bodyHash().equals(idempotency.bodyHash())
                                ? new Submission.Replayed(TaskReader.require(tx, known.task()))
                                : new Submission.KeyReused());
    }

    /// A seed for each of `count` tasks, no two the same: those that follow the one that was asked
    /// for, or any.
    private List<Long> seeds(TaskOrder order, int count) {
        Long first = order.seed();
        return first == null
                ? LongStream.generate(() -> random.nextLong(SEEDS))
                        .distinct()
                        .limit(count)
                        .boxed()
                        .toList()
                : LongStream.range(first, first + count).map(seed -> seed % SEEDS).boxed().toList();
    }

    private Task newTask(TaskOrder order, long seed, @Nullable Objection objection) {
        return new Task(
                TaskId.of(ids.create()),
                order.caller().account(),
                TaskStatus.QUEUED,
                order.model().id(),
                engines.of(order.caller().mode()).name(),
                order.prompt(),
                order.size(),
                seed,
                order.format(),
                order.metadata(),
                objection == null ? priceOf(order) : Credits.ZERO,
                0,
                0,
                Instant.ofEpochMilli(clock.millis()),
                null,
                null,
                null,
                null,
                screening.checkedUnder(order));
    }

    private static Credits priceOf(TaskOrder order) {
        return order.caller().mode() == Mode.TEST ? Credits.ZERO : order.model().price();
    }

    /// Says what an order would cost and how long it would take. Changes nothing.
    public Quote quote(TaskOrder order) {
        ImageEngine engine = engines.of(order.caller().mode());
        AccountId account = order.caller().account();
        Credits price = priceOf(order);
        return new Quote(
                price,
                view.timeLeftForNew(engine.name(), account, order.size()),
                ledger.wouldAdmit(order.caller(), price, limits.tasksInFlight),
                isFullFor(1) ? timeToNextPlace(order) : null,
                screening.objection(order).orElse(null),
                screening.isPossible(order));
    }

    /// Forgets idempotency keys that are a day old.
    ///
    /// @return how many went
    public int forgetOldIdempotencyKeys() {
        return database.write(tx -> IdempotencyKeys.forgetOld(tx, clock.instant()));
    }
}
