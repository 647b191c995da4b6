package dev.zimage.tasks;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Ledger;
import dev.zimage.database.Database;
import dev.zimage.engines.Engines;
import dev.zimage.health.StorageHealth;
import dev.zimage.media.MediaStore;
import dev.zimage.provenance.marking.PictureMarker;
import dev.zimage.tasks.drawing.DrawingListener;
import dev.zimage.tasks.drawing.TaskTraces;
import dev.zimage.tasks.drawing.Workers;
import dev.zimage.tasks.fingerprints.FingerprintArchive;
import dev.zimage.tasks.lookup.Favourites;
import dev.zimage.tasks.lookup.StatusFilter;
import dev.zimage.tasks.lookup.TaskArchive;
import dev.zimage.tasks.lookup.TaskList;
import dev.zimage.tasks.lookup.TaskReader;
import dev.zimage.tasks.queue.CancelResult;
import dev.zimage.tasks.queue.Cancellations;
import dev.zimage.tasks.queue.LeaseSweeper;
import dev.zimage.tasks.queue.QueueReport;
import dev.zimage.tasks.queue.QueueView;
import dev.zimage.tasks.queue.Settlement;
import dev.zimage.tasks.queue.TaskQueue;
import dev.zimage.tasks.queue.WaitLimit;
import dev.zimage.tasks.registry.ModelOffers;
import dev.zimage.tasks.registry.Presence;
import dev.zimage.tasks.registry.Registration;
import dev.zimage.tasks.registry.WorkerRegistry;
import dev.zimage.tasks.registry.WorkerView;
import dev.zimage.tasks.retention.PictureDeletion;
import dev.zimage.tasks.retention.Retention;
import dev.zimage.tasks.retention.SourceRetention;
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

/// The feature: takes orders, finds and cancels tasks, and hands out the queue, its views and the
/// workers. Safe for use by any number of threads.
public final class Tasks {

    private final TaskContext context;
    private final Checks checks;
    private final TaskSubscribers subscribers;
    private final TaskSignals signals = new TaskSignals();
    private final WorkerRegistry registry;
    private final Presence presence;
    private final QueueView view;
    private final TaskQueue queue;
    private final LeaseSweeper sweeper;
    private final ModelOffers offers;
    private final WaitLimit waitLimit;
    private final Cancellations cancellations;
    private final Submissions submissions;
    private final FingerprintArchive fingerprints;
    private volatile @Nullable Workers workers;

    private Tasks(TaskContext context, TaskSubscribers subscribers, Ledger ledger, Checks checks) {
        this.context = context;
        this.checks = checks;
        this.subscribers = subscribers;
        this.registry = new WorkerRegistry(context.database(), context.clock());
        WorkerView registered = new WorkerView(registry, context.clock());
        this.presence =
                new Presence(
                        context.engines(),
                        registered,
                        context.terms().waits().gracePeriod(),
                        context.clock());
        this.view = new QueueView(context.database(), context.engines(), registered);
        subscribers.add(view);
        subscribers.add(signals);
        Settlement settlement =
                new Settlement(ledger, subscribers, context.listeners(), context.clock());
        this.waitLimit = new WaitLimit(context, settlement);
        this.queue = new TaskQueue(context, settlement, waitLimit);
        this.offers = new ModelOffers(context.database(), context.clock());
        this.sweeper = new LeaseSweeper(context, settlement, offers);
        this.cancellations = new Cancellations(context.database(), settlement);
        this.fingerprints = new FingerprintArchive(context.database());
        this.submissions = new Submissions(context, ledger, settlement, view, checks);
    }

    /// Opens the feature.
    ///
    /// @param checks of prompts and pictures
    /// @param random must be cryptographically strong
    public static Tasks open(
            Database database,
            Ledger ledger,
            Engines engines,
            Checks checks,
            TaskTerms terms,
            Clock clock,
            RandomGenerator random) {
        TaskSubscribers subscribers = new TaskSubscribers();
        return new Tasks(
                new TaskContext(database, engines, terms, subscribers, clock, random),
                subscribers,
                ledger,
                checks);
    }

    /// Adds a listener, which is told after each commit. To be called before the first order.
    public void subscribe(TaskEvents listener) {
        subscribers.add(listener);
    }

    /// Adds an outbox, which writes in each transaction that ends a task. To be called before the
    /// first order.
    public void writeTo(Outbox outbox) {
        subscribers.add(outbox);
    }

    /// Makes the threads that draw here; they have to be started. To be called once at most, before
    /// the first order.
    ///
    /// @param marker marks the pictures before they are stored
    /// @param listener watches the pictures while they are drawn
    public Workers workers(
            StorageHealth storage,
            PictureMarker marker,
            DrawingListener listener,
            TaskTraces traces) {
        Workers made = new Workers(context, queue, storage, checks, marker, listener, traces);
        subscribers.add(made);
        workers = made;
        return made;
    }

    /// Enters this process into the registry of those that draw. To be called once at most, before
    /// the first order.
    public Registration register(Workers drawing) {
        Registration made =
                new Registration(registry, drawing.process(), context.engines(), context.clock());
        subscribers.add(made);
        return made;
    }

    /// The processes that draw.
    public WorkerRegistry registry() {
        return registry;
    }

    /// Whether somebody draws.
    public Presence presence() {
        return presence;
    }

    /// The progress of a task that is drawn in this process; empty for other tasks.
    public Optional<TaskProgress> progress(TaskId id) {
        Workers here = workers;
        return here == null ? Optional.empty() : here.progress(id);
    }

    /// The task with its progress of this moment.
    public Task current(Task task) {
        return task.status() == TaskStatus.RUNNING
                ? progress(task.id()).map(task::with).orElse(task)
                : task;
    }

    /// The terms under which tasks are taken.
    public TaskTerms terms() {
        return context.terms();
    }

    /// The engines that draw, here or in other processes.
    public Engines engines() {
        return context.engines();
    }

    /// The queue as workers see it.
    public TaskQueue queue() {
        return queue;
    }

    /// How long the queue is.
    public QueueView view() {
        return view;
    }

    /// Whether as many tasks wait as may.
    public boolean isQueueFull() {
        return view.waiting() >= context.terms().queueCapacity();
    }

    /// What is running and waiting, for the operator.
    public QueueReport report() {
        return new QueueReport(context.database(), context.engines(), this::progress);
    }

    /// Takes back tasks whose worker or engine is gone.
    public LeaseSweeper sweeper() {
        return sweeper;
    }

    /// The models that the processes offer.
    public ModelOffers offers() {
        return offers;
    }

    /// Fails tasks that have waited too long for an engine that nobody draws with.
    public void failLongWaits() {
        waitLimit.sweep(presence::mayDraw);
    }

    /// Waits for the ends of tasks.
    public TaskSignals signals() {
        return signals;
    }

    /// The pictures that people have starred.
    public Favourites favourites() {
        return new Favourites(context.database());
    }

    /// Finds tasks by what was ordered.
    public TaskArchive archive() {
        return new TaskArchive(context.database());
    }

    /// Finds tasks by what their pictures look like.
    public FingerprintArchive fingerprints() {
        return fingerprints;
    }

    /// Deletes pictures whose time is over.
    public Retention retention(MediaStore media) {
        return new Retention(context.database(), media, context.clock());
    }

    /// Deletes pictures at their owners' request.
    public PictureDeletion pictureDeletion(MediaStore media) {
        return new PictureDeletion(context.database(), media, context.clock());
    }

    /// Deletes the pictures that ended tasks have edited.
    public SourceRetention sourceRetention(MediaStore media) {
        return new SourceRetention(context.database(), media);
    }

    /// Fails a queued or running task at its owner's request and refunds its price.
    public CancelResult cancel(AccountId account, TaskId id) {
        return cancellations.cancel(account, id);
    }

    /// Takes orders, and keeps what recognises a repeated one.
    public Submissions submissions() {
        return submissions;
    }

    /// Takes an order; see [Submissions#submit(TaskOrder)].
    public Submission submit(TaskOrder order) {
        return submissions.submit(order);
    }

    /// Takes an order for several pictures; see [Submissions#submit(BatchOrder)].
    public BatchSubmission submit(BatchOrder order) {
        return submissions.submit(order);
    }

    /// Says what an order would cost and how long it would take. Changes nothing.
    public Quote quote(TaskOrder order) {
        return submissions.quote(order);
    }

    /// The task, if it belongs to the account.
    public Optional<Task> find(AccountId account, TaskId id) {
        return context.database()
                .read(tx -> TaskReader.find(tx, id))
                .filter(task -> task.account().equals(account));
    }

    /// Reads these tasks, whoever owns them, in one statement. Unknown ids are left out.
    public List<Task> find(Collection<TaskId> ids) {
        return context.database().read(tx -> TaskReader.find(tx, ids));
    }

    /// The tasks of an account, newest first.
    ///
    /// @param before only tasks older than this one; null for the newest
    public List<Task> list(
            AccountId account, StatusFilter filter, @Nullable TaskId before, int limit) {
        return context.database().read(tx -> TaskList.read(tx, account, filter, before, limit));
    }
}
