package dev.zimage.api;

import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Route;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Health, metrics and the description of the API.
final class SystemHandlers {

    private final OrderReadiness readiness;
    private final PrometheusMeterRegistry metrics;
    private final byte[] openApi;

    private final boolean metricsShown;

    SystemHandlers(
            OrderReadiness readiness, PrometheusMeterRegistry metrics, boolean metricsShown) {
        this.readiness = readiness;
        this.metrics = metrics;
        this.metricsShown = metricsShown;
        this.openApi = resource("/openapi.json");
    }

    Stream<Route> routes() {
        return Stream.concat(
                monitoring(), Stream.of(Route.open("GET", "/openapi.json", this::openApi)));
    }

    /// Only health and metrics.
    Stream<Route> monitoring() {
        Stream<Route> health =
                Stream.of(
                        Route.open("GET", "/health/live", this::live),
                        Route.open("GET", "/health/ready", this::ready));
        return metricsShown
                ? Stream.concat(health, Stream.of(Route.open("GET", "/metrics", this::metrics)))
                : health;
    }

    private static byte[] resource(String name) {
        try (InputStream stream = SystemHandlers.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer live(Call call) {
        return Answer.json(200, Json.write(new Json.Live("live", Map.of())));
    }

    private Answer ready(Call call) {
        OrderReadiness.Report report = readiness.report();
        boolean ready = report.ready();
        Json.Health health =
                new Json.Health(
                        report.status(), report.engines(), report.storage(), report.queue());
        return Answer.json(ready ? 200 : 503, Json.write(health))
                .with("Retry-After", ready || report.last() ? null : "5")
                .with(Refusal.SHOULD_RETRY, report.last() ? "false" : null);
    }

    private Answer metrics(Call call) {
        return Answer.bytes(
                "text/plain; version=0.0.4; charset=utf-8",
                metrics.scrape().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private Answer openApi(Call call) {
        return Answer.json(200, openApi);
    }
}
