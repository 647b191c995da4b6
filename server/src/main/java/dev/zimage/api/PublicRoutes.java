package dev.zimage.api;

import dev.zimage.accounts.Accounts;
import dev.zimage.api.http.Route;
import dev.zimage.api.mcp.McpEndpoint;
import dev.zimage.api.openai.OpenAiDialect;
import dev.zimage.api.verification.VerificationHandlers;
import dev.zimage.api.verification.VerificationService;
import dev.zimage.events.TaskFeed;
import dev.zimage.origin.BaseUrl;
import dev.zimage.usage.Usage;
import dev.zimage.verification.PictureVerifier;
import dev.zimage.webhooks.WebhookSender;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All operations but the console's; `openapi.json` is checked against them.
public final class PublicRoutes {

    private final OrderService orders;
    private final TaskFeed feed;
    private final Accounts accounts;
    private final Usage usage;
    private final WebhookSender webhooks;
    private final PrometheusMeterRegistry metrics;
    private final Settings settings;

    /// The settings of the API itself.
    ///
    /// @param heartbeat of event streams
    /// @param openAiWait how long a request of the OpenAI dialect waits for its pictures
    /// @param metricsShown whether `/metrics` answers
    /// @param publicUrl the configured URL of the service
    public record Settings(
            Duration heartbeat,
            Duration openAiWait,
            boolean metricsShown,
            Optional<BaseUrl> publicUrl) {}

    /// @param metrics what `/metrics` shows
    public PublicRoutes(
            OrderService orders,
            TaskFeed feed,
            Accounts accounts,
            Usage usage,
            WebhookSender webhooks,
            PrometheusMeterRegistry metrics,
            Settings settings) {
        this.orders = orders;
        this.feed = feed;
        this.accounts = accounts;
        this.usage = usage;
        this.webhooks = webhooks;
        this.metrics = metrics;
        this.settings = settings;
    }

    /// The operations of a process that takes no orders: health and metrics.
    public List<Route> ofWorker() {
        return system().monitoring().toList();
    }

    private SystemHandlers system() {
        return new SystemHandlers(orders.readiness(), metrics, settings.metricsShown());
    }

    /// @param verifier finds out whether pictures were made here
    public List<Route> all(PictureVerifier verifier) {
        CatalogueHandlers catalogue = new CatalogueHandlers(orders, accounts);
        VerificationService verification = new VerificationService(verifier);
        McpEndpoint mcp =
                McpEndpoint.open(
                        orders,
                        feed,
                        catalogue::balance,
                        catalogue::models,
                        verification,
                        settings.publicUrl());
        return Stream.of(
                        new TaskHandlers(orders).routes(),
                        new EventHandlers(orders, feed, settings.heartbeat()).routes(),
                        catalogue.routes(),
                        new UsageHandlers(usage).routes(),
                        new MediaHandlers(orders.media()).routes(),
                        new VerificationHandlers(verification).routes(),
                        new WebhookHandlers(webhooks).routes(),
                        new OpenAiDialect(orders, settings.openAiWait()).routes().stream(),
                        mcp.routes().stream(),
                        system().routes())
                .flatMap(routes -> routes)
                .toList();
    }
}
