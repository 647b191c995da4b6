package dev.zimage.server;

import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.Authenticator;
import dev.zimage.api.Api;
import dev.zimage.api.console.Console;
import dev.zimage.config.CheckMode;
import dev.zimage.config.Config;
import dev.zimage.database.Database;
import dev.zimage.database.DatabaseSource;
import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.safety.PictureClassifier;
import dev.zimage.engines.Engines;
import dev.zimage.events.TaskFeed;
import dev.zimage.health.StorageHealth;
import dev.zimage.limits.RateLimits;
import dev.zimage.media.DiskReserve;
import dev.zimage.media.LinkLifetime;
import dev.zimage.media.MediaLinks;
import dev.zimage.media.MediaStore;
import dev.zimage.models.Catalogue;
import dev.zimage.models.PictureSizes;
import dev.zimage.moderation.ClassifierLoader;
import dev.zimage.moderation.ContentCheck;
import dev.zimage.origin.BaseUrl;
import dev.zimage.origin.PublicUrl;
import dev.zimage.people.People;
import dev.zimage.people.SignIn;
import dev.zimage.tasks.TaskSignals;
import dev.zimage.tasks.TaskTerms;
import dev.zimage.tasks.Tasks;
import dev.zimage.tasks.drawing.TaskTraces;
import dev.zimage.tasks.drawing.Workers;
import dev.zimage.tasks.queue.LeaseSweeper;
import dev.zimage.tasks.retention.Retention;
import dev.zimage.usage.Usage;
import dev.zimage.webhooks.WebhookSender;
import dev.zimage.webhooks.WebhookUrls;
import dev.zimage.webhooks.Webhooks;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running server: everything wired by hand, started and stopped in the order that stands here.
public final class Server implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Server.class);

    private final Config config;
    private final DataDirectory.Lock lock;
    private final StorageHealth storage;
    private final Database database;
    private final ContentCheck content;
    private final Workers workers;
    private final DelayedStart start;
    private final TaskSignals signals;
    private final TaskFeed feed;
    private final WebhookSender webhookSender;
    private final Housekeeping housekeeping;
    private final Authenticator authenticator;
    private final Api api;
    private final int port;

    /// Starts a server.
    ///
    /// @param lock on the data directory; the server gives it back when it closes
    /// @param engines that draw; whoever made them closes them
    public static Server start(
            Config config,
            DataDirectory data,
            DataDirectory.Lock lock,
            Engines engines,
            Clock clock) {
        return start(config, data, lock, engines, clock, () -> PictureClassifier.load(1));
    }

    /// @param classifier where the content check's comes from
    static Server start(
            Config config,
            DataDirectory data,
            DataDirectory.Lock lock,
            Engines engines,
            Clock clock,
            ClassifierLoader classifier) {
        try {
            return new Server(config, data, lock, engines, clock, classifier);
        } catch (IOException e) {
            throw new UncheckedIOException("the data directory cannot be used", e);
        }
    }

    private Server(
            Config config,
            DataDirectory data,
            DataDirectory.Lock lock,
            Engines installed,
            Clock localClock,
            ClassifierLoader classifier)
            throws IOException {
        this.config = config;
        this.lock = lock;
        SecureRandom random = new SecureRandom();
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        TaskMetrics taskMetrics = new TaskMetrics(metrics);
        this.content = new ContentCheck(contentTerms(), classifier, metrics, localClock);
        TaskTraces traces = new TaskTraces(GlobalOpenTelemetry.getOrNoop());

        MediaStore pictures = MediaStores.openForServer(config.media(), data);
        DiskReserve reserve = new DiskReserve(data.reserve(), DiskReserve.DEFAULT_BYTES);
        this.storage =
                new StorageHealth(
                        openDatabase(data.database(config.database()), reserve), pictures, reserve);
        this.database = storage.database();
        Clock clock = database.clock(localClock);
        MediaStore media = storage.media();

        Accounts accounts = Accounts.open(database, clock, random);
        this.authenticator = accounts.authenticator();

        Engines engines = installed.withWorkers(config.engine().workers());
        Tasks tasks =
                Tasks.open(
                        database, accounts.ledger(), engines, content, taskTerms(), clock, random);
        this.signals = tasks.signals();
        this.feed = new TaskFeed(tasks.view(), config.events().streams());
        Webhooks webhooks = Webhooks.open(database, clock, random);
        WebhookUrls webhookUrls = new WebhookUrls(config.webhooks().allowPrivate());
        this.webhookSender = webhooks.sender(webhookUrls, metrics);
        tasks.writeTo(webhooks.deliveries());
        List.of(taskMetrics, feed, webhookSender, traces).forEach(tasks::subscribe);
        this.workers = tasks.workers(storage, feed, traces);
        this.start =
                new DelayedStart(() -> {
                    takeUpWhatWasLeft(tasks.sweeper(), engines);
                    startWebhooks(tasks);
                    workers.start();
                });

        Usage usage = Usage.open(database);
        People people = People.open(database, clock, random);
        SignIn signIn = people.signIn();
        this.api =
                new Api(
                        new Api.Parts(
                                tasks,
                                accounts,
                                authenticator,
                                new RateLimits(config.limits().requestsPerMinute()),
                                new Catalogue(
                                        config.prices().zImage(),
                                        PictureSizes.within(config.engine().pixels())),
                                engines,
                                workers,
                                tasks.view(),
                                signals,
                                feed,
                                config.events().heartbeat(),
                                webhooks,
                                webhooks.deliveries(),
                                webhookSender,
                                webhookUrls,
                                media,
                                new MediaLinks(List.of(LinkSecret.of(database, random))),
                                new LinkLifetime(config.media().urlTtl()),
                                new PublicUrl(
                                        config.server().publicUrl(),
                                        config.server().trustedProxies(),
                                        listener()),
                                usage,
                                storage,
                                metrics,
                                config.metrics().enabled(),
                                config.limits().connections(),
                                new Console.Parts(
                                        signIn,
                                        people,
                                        people.sessions(),
                                        people.log(),
                                        accounts.keys(),
                                        usage,
                                        accounts.ledger(),
                                        accounts.grants(),
                                        accounts.directory(),
                                        tasks.archive(),
                                        tasks.report(workers),
                                        webhooks.deliveries(),
                                        config.limits().requestsPerMinute(),
                                        config.limits().tasksInFlight()),
                                config.openAi().patience(),
                                clock));
        taskMetrics.watch(engines, tasks.view(), workers);
        taskMetrics.watch(storage);
        taskMetrics.watch(feed);
        new JvmMemoryMetrics().bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);

        this.port = listen();
        content.warmUp();
        feed.start(tasks);
        storage.start();
        start.begin();
        this.housekeeping = new Housekeeping();
        scheduleChores(tasks, tasks.retention(media));
        housekeeping.every(Duration.ofMinutes(10), "old sessions and sign-ins", signIn::forgetOld);
        housekeeping.every(
                Duration.ofMinutes(10),
                "old deliveries",
                () -> webhooks.deliveries().forgetOld(config.webhooks().retention()));
    }

    private void startWebhooks(Tasks tasks) {
        String base =
                config.server()
                        .publicUrl()
                        .orElseGet(() -> BaseUrl.ofListener(config.server().host(), port))
                        .toString();
        webhookSender.start(
                id -> api.envelope(tasks.find(List.of(id)).getFirst(), base),
                database.dialect().singleProcess());
    }

    private int listen() {
        try {
            return api.start(config.server().host(), config.server().port());
        } catch (RuntimeException e) {
            database.close();
            lock.close();
            throw e;
        }
    }

    private TaskTerms taskTerms() {
        return new TaskTerms(
                config.tasks().lease(),
                config.tasks().attempts(),
                config.tasks().timeout(),
                config.media().retention(),
                config.limits().tasksInFlight(),
                config.limits().queueCapacity());
    }

    private ContentCheck.Terms contentTerms() {
        Config.ContentCheck wanted = config.contentCheck();
        return new ContentCheck.Terms(
                wanted.mode() == CheckMode.ALWAYS,
                wanted.pictureThreshold(),
                wanted.allowFile(),
                wanted.denyFile());
    }

    private BaseUrl listener() {
        return BaseUrl.ofListener(config.server().host(), config.server().port());
    }

    /// Opens the database. A full disk must not keep a server from starting, for it can still serve
    /// what there is: then the reserve is given up.
    private static Database openDatabase(DatabaseSource source, DiskReserve reserve)
            throws IOException {
        try {
            return source.open();
        } catch (StorageException e) {
            boolean full =
                    e.failure() == StorageFailure.FULL || e.failure() == StorageFailure.UNWRITABLE;
            if (full && reserve.release()) {
                log.error("the disk is full: gave up the reserve to open the database");
                return source.open();
            }
            throw e;
        }
    }

    /// With the data directory to ourselves, whoever held a lease is dead: its tasks need not wait
    /// for the lease to run out.
    private void takeUpWhatWasLeft(LeaseSweeper sweeper, Engines engines) {
        if (database.dialect().singleProcess()) {
            sweeper.expireAllLeases();
        }
        sweeper.takeBackLost();
        sweeper.adoptOrphans(
                engines.all().stream().map(ImageEngine::name).toList(), engines.usual().name());
    }

    /// The tasks that are drawn here are renewed first: after a time without a database, or a jump
    /// of the clock, their leases have expired too, and they are not lost.
    private void keepLeases(LeaseSweeper sweeper) {
        workers.renewLeases();
        sweeper.takeBackLost();
    }

    private void scheduleChores(Tasks tasks, Retention retention) {
        Duration lease = config.tasks().lease();
        housekeeping.every(lease.dividedBy(6), "leases", () -> keepLeases(tasks.sweeper()));
        housekeeping.every(Duration.ofSeconds(10), "retention", retention::sweep);
        housekeeping.every(Duration.ofSeconds(10), "the uses of keys", authenticator::recordUses);
        housekeeping.every(
                Duration.ofMinutes(10), "old idempotency keys", tasks::forgetOldIdempotencyKeys);
        housekeeping.every(Duration.ofMinutes(10), "old batches", tasks::forgetOldBatches);
    }

    /// The database, for what a first start writes into it.
    public Database database() {
        return database;
    }

    /// The port that the server listens on.
    public int port() {
        return port;
    }

    Api api() {
        return api;
    }

    /// Stops: takes no more orders, lets running tasks finish for the configured grace, puts the
    /// rest back into the queue, then closes everything. Reads are served until the end.
    @Override
    public void close() {
        log.info("stopping: no new tasks; {} running", workers.running());
        api.drain();
        signals.close();
        start.close();
        workers.stop(config.server().shutdownGrace());
        feed.close();
        api.close();
        webhookSender.close();
        housekeeping.close();
        content.close();
        recordLastUses();
        storage.close();
        storage.media().close();
        database.close();
        lock.close();
        log.info("stopped");
    }

    private void recordLastUses() {
        try {
            authenticator.recordUses();
        } catch (StorageException e) {
            log.warn("when keys were last used could not be written down", e);
        }
    }
}
