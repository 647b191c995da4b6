package dev.zimage.api;

import dev.zimage.accounts.Mode;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Unavailable;
import dev.zimage.engine.Fault;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.Readiness;
import dev.zimage.engines.Engines;
import dev.zimage.errors.ErrorCode;
import dev.zimage.health.Outage;
import dev.zimage.health.StorageHealth;
import dev.zimage.health.StoragePart;
import dev.zimage.models.Model;
import dev.zimage.tasks.Tasks;
import dev.zimage.tasks.registry.Presence.Absence;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/// Whether orders are taken, and why not: the one answer for orders in every dialect, for their dry
/// runs, for the console and for `/health/ready`.
public final class OrderReadiness {

    private static final String READY = "ready";

    private final StorageHealth storage;
    private final Engines engines;
    private final Tasks tasks;
    private final BooleanSupplier stopping;

    OrderReadiness(StorageHealth storage, Engines engines, Tasks tasks, BooleanSupplier stopping) {
        this.storage = storage;
        this.engines = engines;
        this.tasks = tasks;
        this.stopping = stopping;
    }

    /// Why an order for a model with a key of this mode is not taken now; empty when it is, unless
    /// the queue is full. That is for the transaction of the order to find, which knows how many
    /// tasks it wants.
    Optional<Refusal> refusal(Model model, Mode mode) {
        if (stopping.getAsBoolean()) {
            return Optional.of(Unavailable.stopping());
        }
        if (mode == Mode.LIVE && !model.isPriced()) {
            return Optional.of(withoutPrice(model));
        }
        ImageEngine engine = engines.of(model.id(), mode);
        return outage().map(Unavailable::because).or(() -> ofEngine(model, engine));
    }

    private static Refusal withoutPrice(Model model) {
        return new Refusal(
                ErrorCode.PRICE_MISSING,
                "%s has no price yet; the operator sets models.%s.price"
                        .formatted(model.id(), model.id()));
    }

    /// Orders of a model that waits are refused only when its engine has failed for good.
    private Optional<Refusal> ofEngine(Model model, ImageEngine engine) {
        Readiness readiness = engine.readiness();
        if (model.terms().waits() && !(readiness instanceof Readiness.Failed)) {
            return Optional.empty();
        }
        return OrderRefusals.of(readiness)
                .or(() ->
                        absence(engine)
                                .filter(Absence::isRefused)
                                .map(absence ->
                                        absence.isFault()
                                                ? OrderRefusals.unusable()
                                                : Unavailable.noWorker()));
    }

    private Optional<Absence> absence(ImageEngine engine) {
        return tasks.presence().absence(engine.name());
    }

    /// What of the storage does not work now; empty when all does.
    public Optional<Outage> outage() {
        return storage.outage();
    }

    /// The whole state in words.
    ///
    /// @param last whether waiting does not help
    record Report(
            String status,
            boolean last,
            Map<String, String> engines,
            Map<String, String> storage,
            String queue) {

        boolean ready() {
            return status.equals(READY);
        }
    }

    Report report() {
        String queue = queue();
        Map<String, String> states = new TreeMap<>();
        engines.all().forEach(engine -> states.put(engine.name(), describe(engine)));
        String status = status(queue);
        return new Report(status, status.equals("failed"), states, storageStates(), queue);
    }

    private String status(String queue) {
        if (stopping.getAsBoolean()) {
            return "stopping";
        }
        if (engines.haveFailed()) {
            return "failed";
        }
        if (outage().isPresent() || !queue.equals(READY) || nobodyDraws()) {
            return "unavailable";
        }
        return engines.areReady() ? READY : "starting";
    }

    /// As with engines here: one of several that nobody draws with sends nobody away.
    private boolean nobodyDraws() {
        return isGivenUp(engines.test()) || engines.live().allMatch(this::isGivenUp);
    }

    private boolean isGivenUp(ImageEngine engine) {
        return absence(engine).filter(Absence::isRefused).isPresent();
    }

    private String describe(ImageEngine engine) {
        return absence(engine)
                .map(OrderReadiness::describe)
                .orElseGet(() -> describe(engine.readiness()));
    }

    private static String describe(Absence absence) {
        if (absence.since().equals(Instant.MIN)) {
            return absence.isFault()
                    ? "it cannot be used by the workers; their /health/ready and log say why"
                    : "no worker has drawn with it yet";
        }
        return (absence.isFault()
                        ? "it cannot be used by the workers since %s, their /health/ready and log"
                                + " say why; orders are %s"
                        : "no worker since %s; orders are %s")
                .formatted(
                        absence.since().truncatedTo(ChronoUnit.SECONDS),
                        absence.isRefused() ? "refused" : "queued");
    }

    private Map<String, String> storageStates() {
        Map<String, String> states = new TreeMap<>();
        for (StoragePart part : StoragePart.values()) {
            states.put(part.label(), storage.outage(part).map(Outage::reason).orElse(READY));
        }
        return states;
    }

    /// Without a database nobody knows how long the queue is.
    private String queue() {
        return outage().isEmpty() && tasks.isQueueFull() ? "full" : READY;
    }

    private static String describe(Readiness readiness) {
        return switch (readiness) {
            case Readiness.Ready() -> READY;
            case Readiness.Loading(double fraction) ->
                    String.format(Locale.ROOT, "loading, %.0f %%", fraction * 100);
            case Readiness.Retrying(Fault fault, Duration wait) ->
                    "retrying every %d s: %s".formatted(Refusal.wholeSeconds(wait), fault.text());
            case Readiness.Unreachable(Fault fault, Duration wait) ->
                    "unreachable, asked again every %d s: %s"
                            .formatted(Refusal.wholeSeconds(wait), fault.text());
            case Readiness.Failed(Fault fault) -> "failed: " + fault.text();
        };
    }
}
