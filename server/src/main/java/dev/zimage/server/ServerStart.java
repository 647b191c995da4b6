package dev.zimage.server;

import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.Authenticator;
import dev.zimage.api.Api;
import dev.zimage.api.OrderService;
import dev.zimage.api.PublicRoutes;
import dev.zimage.api.console.Console;
import dev.zimage.api.http.monitoring.Monitoring;
import dev.zimage.audit.AuditLog;
import dev.zimage.config.Config;
import dev.zimage.database.Database;
import dev.zimage.database.StorageException;
import dev.zimage.download.ModelDownload;
import dev.zimage.engines.Engines;
import dev.zimage.events.TaskFeed;
import dev.zimage.health.StorageHealth;
import dev.zimage.intake.PictureIntake;
import dev.zimage.limits.RateLimits;
import dev.zimage.media.MediaLibrary;
import dev.zimage.oidc.OidcProvider;
import dev.zimage.oidc.SettingsReader;
import dev.zimage.origin.PublicUrl;
import dev.zimage.people.People;
import dev.zimage.provenance.credentials.SigningIdentity;
import dev.zimage.provenance.marking.PictureMarker;
import dev.zimage.requests.RequestHistory;
import dev.zimage.tasks.Checks;
import dev.zimage.tasks.Tasks;
import dev.zimage.tasks.drawing.TaskTraces;
import dev.zimage.tasks.drawing.Workers;
import dev.zimage.tasks.registry.Registration;
import dev.zimage.usage.Usage;
import dev.zimage.verification.KnownPictures;
import dev.zimage.verification.PictureVerifier;
import dev.zimage.webhooks.WebhookSender;
import dev.zimage.webhooks.WebhookUrls;
import dev.zimage.webhooks.Webhooks;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One start of a server: the features are opened, wired by hand and started in the order that
/// [#run] shows. What is opened goes onto the closer at once, so a stop, or a start that fails
/// halfway, closes everything in the opposite order.
final class ServerStart {

    private static final Logger log = LoggerFactory.getLogger(ServerStart.class);

    private final Config config;
    private final FeatureSettings settings;
    private final DataDirectory data;
    private final Engines engines;
    private final Clock localClock;
    private final Closer closer;
    private final SecureRandom random = new SecureRandom();
    private final PrometheusMeterRegistry metrics =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final TaskMetrics taskMetrics = new TaskMetrics(metrics);

    ServerStart(
            Config config, DataDirectory data, Engines engines, Clock localClock, Closer closer) {
        this.config = config;
        this.settings = new FeatureSettings(config);
        this.data = data;
        this.engines =
                engines.withWorkers(config.engine().workers()).offering(config.models().keySet());
        this.localClock = localClock;
        this.closer = closer;
    }

    /// @param loaders of the checks
    /// @throws IOException when a file that the settings name cannot be used, or a setting is
    ///   wrong; says which and why
    Server run(CheckLoaders loaders) throws IOException {
        StorageHealth storage = openStorage();
        Database database = storage.database();
        Clock clock = database.clock(localClock);
        Accounts accounts = Accounts.open(database, clock, random);
        closer.atClose("the uses of keys", () -> recordLastUses(accounts.authenticator()));
        People people = People.open(database, clock, random, settings.signInRules());
        Usage usage = Usage.open(database, clock);
        AuditLog audit = AuditLog.open(database);
        RequestHistory requests =
                closer.opened(RequestHistory.open(database, clock, settings.requests(), metrics));
        Checks checks = loaders.open(config, metrics, localClock, closer);
        Tasks tasks = openTasks(database, accounts, checks, clock);
        WebhookSender webhooks = openWebhooks(database, tasks, clock);
        accounts.lowBalances().tell(settings.lowBalance(), webhooks.webhooks().balanceMessages());
        SigningIdentity identity =
                InstallationMarks.identity(config.provenance(), data, database, clock);
        PictureMarker marker =
                InstallationMarks.marker(config.provenance(), Optional.of(identity), clock);
        TaskFeed feed = new TaskFeed(tasks.view(), marker, config.events().streams());
        Workers workers = openWorkers(tasks, storage, marker, feed);
        Housekeeping housekeeping =
                closer.opened(
                        new Housekeeping(
                                new HousekeepingLeases(database, clock, workers.process())));

        // From here on requests are answered.
        PublicUrl publicUrl = settings.publicUrl();
        OrderService orders =
                OrderService.open(
                        tasks,
                        settings.catalogue(),
                        storage,
                        webhooks.urls(),
                        openMedia(storage, clock),
                        publicUrl,
                        closer.opened(new PictureIntake(storage.media(), webhooks.urls(), random)));
        RateLimits limits = RateLimits.ofKeys(config.limits().requestsPerMinute());
        RateLimits consoleLimits = RateLimits.ofConsole();
        PublicRoutes routes =
                new PublicRoutes(orders, feed, accounts, usage, webhooks, metrics, settings.api());
        boolean takesOrders = config.server().role().takesOrders();
        Console console =
                takesOrders
                        ? Console.open(
                                orders,
                                accounts,
                                new Console.Entrance(
                                        people, openProvider(), publicUrl, consoleLimits),
                                usage,
                                new Console.Records(audit, requests),
                                new Console.Transfers(
                                        webhooks.webhooks().deliveries(),
                                        openDownload(database, clock)),
                                limits)
                        : Console.none();
        Api api =
                new Api(
                        takesOrders
                                ? routes.all(verifier(identity, tasks, database, clock))
                                : routes.ofWorker(),
                        console,
                        accounts.authenticator(),
                        limits,
                        publicUrl,
                        new Monitoring(metrics, requests),
                        config.limits().connections());
        closer.opened(api);
        int port = api.start(config.server().host(), config.server().port());
        RunningServer.announce(data, config.server(), port);
        closer.atClose("the address", () -> RunningServer.withdraw(data));
        checks.content().warmUp();
        closer.opened(feed).start(tasks);
        storage.start();
        requests.start();

        // From here on pictures are drawn.
        boolean alone = database.dialect().singleProcess();
        TaskRecovery recovery = new TaskRecovery(tasks, config, engines);
        closer.atClose("workers", () -> workers.stop(config.server().shutdownGrace()));
        closer.opened(
                        new DelayedStart(() -> {
                            recovery.takeUpWhatWasLeft(alone);
                            startWebhooks(webhooks, orders, port, alone);
                            workers.start();
                            register(housekeeping, tasks, workers);
                        }))
                .begin();
        HousekeepingJobs jobs = new HousekeepingJobs(config, housekeeping);
        jobs.scheduleLeases(tasks, workers, alone);
        jobs.scheduleWaiting(tasks, recovery::adoptOrphans, alone);
        if (!alone) {
            jobs.schedulePreviews(feed, workers, database, clock);
        }
        if (!alone && takesOrders) {
            jobs.scheduleCounts(limits, consoleLimits, database, clock);
        }
        jobs.scheduleCleaning(tasks, storage);
        jobs.scheduleCleaning(usage, audit, clock);
        jobs.scheduleCleaning(requests);
        jobs.scheduleCleaning(accounts, people, webhooks.webhooks());

        closer.atClose("waiting requests", tasks.signals()::close);
        closer.atClose("orders", () -> drain(orders, workers));
        return new Server(closer, database, api, port);
    }

    private StorageHealth openStorage() {
        StorageHealth storage = ServerStorage.open(config, data, closer);
        taskMetrics.watch(storage);
        DatabaseMetrics.watch(storage.database(), metrics);
        new JvmMemoryMetrics().bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);
        return storage;
    }

    private MediaLibrary openMedia(StorageHealth storage, Clock clock) {
        return MediaLibrary.open(
                storage.media(),
                LinkSecret.of(storage.database(), random),
                config.media().urlTtl(),
                clock);
    }

    private @Nullable OidcProvider openProvider() throws IOException {
        return SettingsReader.read(config.oidc())
                .map(found -> closer.opened(new OidcProvider(found)))
                .orElse(null);
    }

    private ModelDownload openDownload(Database database, Clock clock) {
        ModelDownload.Place place =
                new ModelDownload.Place(
                        data.models(),
                        config.hub(),
                        System.getenv(),
                        settings.obstacleToDownload(database.dialect().singleProcess()));
        return closer.opened(new ModelDownload(place, database, clock));
    }

    private PictureVerifier verifier(
            SigningIdentity identity, Tasks tasks, Database database, Clock clock) {
        KnownPictures known = KnownPictures.of(database, tasks.fingerprints());
        return InstallationVerifier.of(config.provenance(), identity, known, clock);
    }

    private Tasks openTasks(Database database, Accounts accounts, Checks checks, Clock clock) {
        Tasks tasks =
                Tasks.open(
                        database,
                        accounts.ledger(),
                        engines,
                        checks,
                        settings.tasks(),
                        clock,
                        random);
        tasks.subscribe(taskMetrics);
        return tasks;
    }

    private WebhookSender openWebhooks(Database database, Tasks tasks, Clock clock) {
        Webhooks webhooks = Webhooks.open(database, clock, random);
        WebhookUrls urls = new WebhookUrls(config.webhooks().allowPrivate());
        WebhookSender sender = closer.opened(webhooks.sender(urls, metrics));
        tasks.writeTo(webhooks.deliveries());
        tasks.subscribe(sender);
        return sender;
    }

    private Workers openWorkers(
            Tasks tasks, StorageHealth storage, PictureMarker marker, TaskFeed feed) {
        TaskTraces traces = new TaskTraces(GlobalOpenTelemetry.getOrNoop());
        tasks.subscribe(feed);
        tasks.subscribe(traces);
        Workers workers = tasks.workers(storage, marker, feed, traces);
        taskMetrics.watch(feed);
        taskMetrics.watch(engines, tasks.view(), workers, localClock);
        return workers;
    }

    /// Tells the other processes that this one draws, at once and then again and again.
    private void register(Housekeeping housekeeping, Tasks tasks, Workers workers) {
        if (!config.server().role().draws()) {
            return;
        }
        Registration registration = tasks.register(workers);
        registration.beat();
        housekeeping.every(registration.period(), "heartbeat", registration::beat);
        closer.atClose("heartbeat", registration::end);
    }

    private void startWebhooks(
            WebhookSender webhooks, OrderService orders, int port, boolean alone) {
        String base = config.server().url(port).toString();
        webhooks.start(
                id -> orders.envelope(orders.tasks().find(List.of(id)).getFirst(), base), alone);
    }

    private static void drain(OrderService orders, Workers workers) {
        log.info("stopping: no new tasks; {} running", workers.running());
        orders.drain();
    }

    private static void recordLastUses(Authenticator authenticator) {
        try {
            authenticator.recordUses();
        } catch (StorageException e) {
            log.warn("when keys were last used could not be written down", e);
        }
    }
}
