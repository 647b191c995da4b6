package dev.zimage.api;

import dev.zimage.database.Database;
import dev.zimage.database.StorageException;
import dev.zimage.engine.Fault;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.Readiness;
import dev.zimage.tasks.Engines;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Health, metrics and the description of the API.
final class SystemHandlers {

    private static final Logger log = LoggerFactory.getLogger(SystemHandlers.class);

    private final Engines engines;
    private final Database database;
    private final PrometheusMeterRegistry metrics;
    private final BooleanSupplier stopping;
    private final byte[] openApi;

    SystemHandlers(
            Engines engines,
            Database database,
            PrometheusMeterRegistry metrics,
            BooleanSupplier stopping) {
        this.engines = engines;
        this.database = database;
        this.metrics = metrics;
        this.stopping = stopping;
        this.openApi = resource("/openapi.json");
    }

    private static byte[] resource(String name) {
        try (InputStream stream = SystemHandlers.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer live(Call call) {
        return Answer.json(200, Json.write(new Json.Health("live", Map.of())));
    }

    /// Ready when every engine is, the database answers and the server is not stopping. An engine
    /// that has failed for good does not become ready by waiting.
    Answer ready(Call call) {
        Map<String, String> states = new TreeMap<>();
        boolean ready = true;
        boolean failed = false;
        for (ImageEngine engine : engines.all()) {
            Readiness readiness = engine.readiness();
            ready &= readiness instanceof Readiness.Ready;
            failed |= readiness instanceof Readiness.Failed;
            states.put(engine.name(), describe(readiness));
        }
        boolean stops = stopping.getAsBoolean();
        boolean all = ready && databaseAnswers() && !stops;
        String status = stops ? "stopping" : failed ? "failed" : all ? "ready" : "starting";
        return Answer.json(all ? 200 : 503, Json.write(new Json.Health(status, states)))
                .with("Retry-After", all || failed ? null : "5")
                .with(Refusal.SHOULD_RETRY, failed ? "false" : null);
    }

    private boolean databaseAnswers() {
        try {
            return database.read(tx -> tx.createQuery("select 1").mapTo(Integer.class).one()) == 1;
        } catch (StorageException e) {
            log.error("the database does not answer", e);
            return false;
        }
    }

    private static String describe(Readiness readiness) {
        return switch (readiness) {
            case Readiness.Ready() -> "ready";
            case Readiness.Loading(double fraction) ->
                    String.format(Locale.ROOT, "loading, %.0f %%", fraction * 100);
            case Readiness.Retrying(Fault fault, Duration wait) ->
                    "retrying every %d s: %s".formatted(Refusal.wholeSeconds(wait), fault.text());
            case Readiness.Failed(Fault fault) -> "failed: " + fault.text();
        };
    }

    Answer metrics(Call call) {
        return Answer.bytes(
                "text/plain; version=0.0.4; charset=utf-8",
                metrics.scrape().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    Answer openApi(Call call) {
        return Answer.json(200, openApi);
    }
}
