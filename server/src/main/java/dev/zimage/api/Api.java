package dev.zimage.api;

import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.Authenticator;
import dev.zimage.api.console.Console;
import dev.zimage.api.mcp.DrawingTools;
import dev.zimage.api.mcp.DrawnResults;
import dev.zimage.api.mcp.McpEndpoint;
import dev.zimage.api.mcp.McpTools;
import dev.zimage.api.mcp.TaskProgressWait;
import dev.zimage.api.mcp.ToolSchemas;
import dev.zimage.api.openai.OpenAiDialect;
import dev.zimage.engines.Engines;
import dev.zimage.events.TaskFeed;
import dev.zimage.health.StorageHealth;
import dev.zimage.limits.RateLimits;
import dev.zimage.media.LinkLifetime;
import dev.zimage.media.MediaLinks;
import dev.zimage.media.MediaStore;
import dev.zimage.models.Catalogue;
import dev.zimage.origin.PublicUrl;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskSignals;
import dev.zimage.tasks.Tasks;
import dev.zimage.tasks.drawing.Workers;
import dev.zimage.tasks.queue.QueueView;
import dev.zimage.usage.Usage;
import dev.zimage.webhooks.Deliveries;
import dev.zimage.webhooks.WebhookSender;
import dev.zimage.webhooks.WebhookUrls;
import dev.zimage.webhooks.Webhooks;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.JettyConfig;
import io.javalin.http.HandlerType;
import io.javalin.http.NotFoundResponse;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinBindException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// The HTTP server: the routes of the API, and the library that carries them.
public final class Api implements AutoCloseable {

    private static final int REQUEST_HEADERS = 16 * 1024;
    private static final Duration HEAD_TIME = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final List<Route> routes;
    private final List<Route> allRoutes;
    private final Javalin javalin;
    private final Envelopes envelopes;
    private volatile boolean stopping;

    /// What the API stands on.
    ///
    /// @param metricsShown whether `/metrics` answers
    /// @param heartbeat of event streams
    /// @param connections that may be open at once
    /// @param openAiWait how long a request of the OpenAI dialect waits for its pictures
    public record Parts(
            Tasks tasks,
            Accounts accounts,
            Authenticator authenticator,
            RateLimits rateLimits,
            Catalogue catalogue,
            Engines engines,
            Workers workers,
            QueueView view,
            TaskSignals signals,
            TaskFeed feed,
            Duration heartbeat,
            Webhooks webhooks,
            Deliveries deliveries,
            WebhookSender webhookSender,
            WebhookUrls webhookUrls,
            MediaStore media,
            MediaLinks links,
            LinkLifetime linkLifetime,
            PublicUrl publicUrl,
            Usage usage,
            StorageHealth storage,
            PrometheusMeterRegistry metrics,
            boolean metricsShown,
            int connections,
            Console.Parts console,
            Duration openAiWait,
            Clock clock) {}

    public Api(Parts parts) {
        this.envelopes =
                new Envelopes(
                        parts.links,
                        parts.linkLifetime,
                        parts.publicUrl,
                        parts.view,
                        parts.workers,
                        parts.clock);
        OrderReadiness readiness =
                new OrderReadiness(parts.storage, parts.engines, parts.tasks, () -> stopping);
        Console console =
                new Console(
                        parts.console,
                        envelopes,
                        parts.accounts,
                        parts.engines,
                        parts.catalogue,
                        readiness,
                        parts.publicUrl,
                        parts.clock);
        this.routes = routes(parts, readiness);
        this.allRoutes = Stream.concat(routes.stream(), console.routes().stream()).toList();
        Dispatcher dispatcher =
                new Dispatcher(
                        new RouteTable(allRoutes),
                        new Gate(parts.authenticator, console, parts.rateLimits),
                        new RequestMetrics(parts.metrics),
                        parts.publicUrl,
                        console::unknown);
        this.javalin = Javalin.create(config -> configure(config, dispatcher, parts.connections));
    }

    /// The JSON of a task as its owner sees it.
    ///
    /// @param base what links begin with
    public byte[] envelope(Task task, String base) {
        return Json.write(
                envelopes.of(envelopes.current(task), envelopes.position(task), () -> base));
    }

    /// All operations but the console's; `openapi.json` is checked against them.
    List<Route> routes() {
        return routes;
    }

    /// All operations, the console's included.
    List<Route> allRoutes() {
        return allRoutes;
    }

    private List<Route> routes(Parts parts, OrderReadiness readiness) {
        TaskWait wait = new TaskWait(parts.tasks, parts.signals, () -> stopping);
        OrderDesk desk = new OrderDesk(parts.tasks, readiness, parts.workers, parts.webhookUrls);
        TaskHandlers tasks =
                new TaskHandlers(
                        parts.tasks, parts.catalogue, desk, parts.workers, wait, envelopes);
        EventHandlers events =
                new EventHandlers(parts.tasks, parts.feed, envelopes, parts.heartbeat);
        WebhookHandlers webhooks =
                new WebhookHandlers(
                        parts.webhooks, parts.deliveries, parts.webhookSender, parts.webhookUrls);
        CatalogueHandlers catalogue =
                new CatalogueHandlers(parts.catalogue, parts.engines, parts.accounts, readiness);
        UsageHandlers usage = new UsageHandlers(parts.usage, parts.clock);
        MediaHandlers media = new MediaHandlers(parts.links, parts.media, parts.clock);
        SystemHandlers system = new SystemHandlers(readiness, parts.metrics);
        Stream<Route> metrics =
                parts.metricsShown
                        ? Stream.of(Route.open("GET", "/metrics", system::metrics))
                        : Stream.of();
        Stream<Route> always =
                Stream.of(
                        Route.keyed(
                                "POST",
                                "/api/v1/images/generations",
                                Access.GENERATE,
                                tasks::submit),
                        Route.keyed("GET", "/api/v1/tasks", Access.ANY_KEY, tasks::list),
                        Route.keyed("GET", "/api/v1/tasks/{id}", Access.ANY_KEY, tasks::poll),
                        Route.keyed(
                                "GET", "/api/v1/tasks/{id}/events", Access.ANY_KEY, events::events),
                        Route.keyed(
                                "POST",
                                "/api/v1/tasks/{id}/cancel",
                                Access.GENERATE,
                                tasks::cancel),
                        Route.keyed("GET", "/api/v1/balance", Access.READ, catalogue::balance),
                        Route.keyed("GET", "/api/v1/usage", Access.READ, usage::usage),
                        Route.keyed("GET", "/api/v1/models", Access.ANY_KEY, catalogue::models),
                        Route.keyed("GET", "/api/v1/models/{id}", Access.ANY_KEY, catalogue::model),
                        Route.open("GET", "/media/tasks/{task}/{file}", media::picture),
                        Route.open("GET", "/health/live", system::live),
                        Route.open("GET", "/health/ready", system::ready),
                        Route.open("GET", "/openapi.json", system::openApi));
        OpenAiDialect openAi =
                new OpenAiDialect(
                        desk,
                        parts.tasks,
                        wait,
                        parts.openAiWait,
                        parts.catalogue,
                        envelopes,
                        parts.media);
        McpEndpoint mcp =
                new McpEndpoint(
                        new McpTools(
                                new DrawingTools(
                                        desk,
                                        parts.tasks,
                                        parts.catalogue,
                                        new TaskProgressWait(
                                                parts.tasks, parts.feed, wait, envelopes),
                                        new DrawnResults(envelopes, parts.media)),
                                catalogue::balance,
                                catalogue::models,
                                new ToolSchemas(parts.catalogue)),
                        parts.publicUrl.configured());
        return Stream.of(
                        always,
                        webhooks.routes(),
                        openAi.routes().stream(),
                        mcp.routes().stream(),
                        metrics)
                .flatMap(routes -> routes)
                .toList();
    }

    private static void configure(JavalinConfig config, Dispatcher dispatcher, int connections) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.modifyHttpConfiguration(Api::configure);
        config.jetty.addConnector((server, http) -> connector(server, http, config.jetty));
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new MalformedRequests());
            server.insertHandler(new ProtocolGuard());
            server.setStopTimeout(5_000);
            server.addEventListener(new AcceptQueue(server));
            server.addEventListener(new SlowHeads(server, HEAD_TIME, LOOK));
            server.addBean(new ConnectionLimit(connections, server));
        });
        config.jetty.modifyServletContextHandler(context -> {
            context.setErrorHandler(new MalformedRequests());
            context.getSessionHandler().setSessionTrackingModes(Set.of());
        });
        for (HandlerType method : HandlerType.commonHttp()) {
            config.routes.addEndpoint(new Endpoint(method, "*", dispatcher::serve));
        }
        config.routes.exception(NotFoundResponse.class, (e, context) -> dispatcher.serve(context));
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, JettyConfig address) {
        ServerConnector connector = new ServerConnector(server, new BodyLimitConnections(http));
        connector.setHost(address.host);
        connector.setPort(address.port);
        return connector;
    }

    private static void configure(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(REQUEST_HEADERS);
    }

    /// Begins to listen.
    ///
    /// @param port 0 for any that is free
    /// @return the port
    /// @throws UncheckedIOException when the port cannot be had
    public int start(String host, int port) {
        try {
            javalin.start(host, port);
        } catch (JavalinBindException e) {
            throw new UncheckedIOException(
                    "cannot listen on %s, port %d; choose another with --host and --port"
                            .formatted(host, port),
                    new BindException(String.valueOf(e.getMessage())));
        }
        return javalin.port();
    }

    /// Takes no more orders and lets those go who wait; reads are still served.
    public void drain() {
        stopping = true;
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
