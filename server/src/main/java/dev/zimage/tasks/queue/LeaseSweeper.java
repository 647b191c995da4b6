package dev.zimage.tasks.queue;

import dev.zimage.database.Database;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.TaskContext;
import dev.zimage.tasks.registry.ModelOffers;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts tasks back into the queue whose worker or engine is gone. Safe for use by any number of
/// threads and processes.
public final class LeaseSweeper {

    private static final Logger log = LoggerFactory.getLogger(LeaseSweeper.class);

    private static final Failure WORKER_LOST =
            new Failure(
                    ErrorCode.WORKER_LOST,
                    "The task lost its worker too often. Its credits were given back;"
                            + " submit it again.");

    private static final Failure MODEL_GONE =
            new Failure(
                    ErrorCode.GENERATION_FAILED,
                    "The model of this task is no longer offered. Its credits were given back.");

    private final Database database;
    private final Settlement settlement;
    private final ModelOffers offers;
    private final Clock clock;
    private final int attempts;
    private final Duration lease;
    private volatile long sweptAt;

    /// @param settlement of the tasks that are given up
    /// @param offers of all processes
    public LeaseSweeper(TaskContext context, Settlement settlement, ModelOffers offers) {
        this.database = context.database();
        this.settlement = settlement;
        this.offers = offers;
        this.clock = context.clock();
        this.attempts = context.terms().attempts();
        this.lease = context.terms().lease();
    }

    /// Does [#takeBackLost], to be called again and again. After a time in which it was not called,
    /// because the database was away, the other processes get one round to renew their leases
    /// first.
    public void sweep() {
        long now = System.nanoTime();
        boolean regular = sweptAt != 0 && now - sweptAt < lease.toNanos() / 2;
        sweptAt = now;
        if (regular) {
            takeBackLost();
        }
    }

    /// Takes back the tasks whose lease has expired. They are queued again, or fail with
    /// `WORKER_LOST` when they were claimed as often as they may be.
    public void takeBackLost() {
        long now = clock.millis();
        database.write(tx -> queueAgain(tx, now));
        settlement.announce(
                settlement.failEverywhere(
                        database,
                        WORKER_LOST,
                        "status = 'running' and lease_until < :expired and attempts >= :attempts",
                        Map.of("expired", now, "attempts", attempts)),
                WORKER_LOST.code());
    }

    private int queueAgain(Handle tx, long now) {
        return tx.createUpdate(
                        """
                        update tasks
                        set status = 'queued', worker = null, lease_until = null,
                            started_at = null, progress = 0
                        where id in (
                          select id from tasks
                          where status = 'running' and lease_until < :now and attempts < :attempts
                          order by id <skipLocked>)
                        """)
                .bind("now", now)
                .bind("attempts", attempts)
                .execute();
    }

    /// Moves the waiting tasks of engines that no longer exist to the engine that draws their model
    /// now. After a change of the configuration they would wait forever.
    ///
    /// @param present the engines that take tasks
    /// @param heirs the engine of a model, empty where it is not offered
    public void adoptOrphans(Collection<String> present, Function<String, Optional<String>> heirs) {
        List<String> engines = List.copyOf(present);
        database.write(tx -> {
            List<Orphans> found = orphans(tx, engines);
            found.forEach(orphans ->
                    heirs.apply(orphans.model()).ifPresent(heir -> adopt(tx, orphans, heir)));
            return found.size();
        });
    }

    private static void adopt(Handle tx, Orphans orphans, String heir) {
        tx.createUpdate(
                        """
                        update tasks set engine = :heir
                        where status = 'queued' and engine = :orphaned and model = :model
                        """)
                .bind("heir", heir)
                .bind("orphaned", orphans.engine())
                .bind("model", orphans.model())
                .execute();
    }

    /// Fails the waiting tasks of models that no process offers any more, though their engine may
    /// be there: it would draw something else.
    public void failModelsGone() {
        List<Settlement.Failed> failed =
                database.read(this::modelsGone).stream()
                        .flatMap(model ->
                                settlement
                                        .failEverywhere(
                                                database,
                                                MODEL_GONE,
                                                "status = 'queued' and model = :model",
                                                Map.of("model", model))
                                        .stream())
                        .toList();
        if (!failed.isEmpty()) {
            log.warn("refunded tasks of models that are no longer offered: {}", failed.size());
        }
        settlement.announce(failed, MODEL_GONE.code());
    }

    private List<String> modelsGone(Handle tx) {
        Set<String> offered = offers.all(tx);
        return tx
                .createQuery("select distinct model from tasks where status = 'queued'")
                .mapTo(String.class)
                .list()
                .stream()
                .filter(model -> !offered.contains(model))
                .toList();
    }

    private static List<Orphans> orphans(Handle tx, List<String> present) {
        return tx.createQuery(
                        """
                        select distinct engine, model from tasks
                        where status = 'queued' and engine not in (<present>)
                        """)
                .bindList("present", present)
                .map((row, context) -> new Orphans(row.getString("engine"), row.getString("model")))
                .list();
    }

    private record Orphans(String engine, String model) {}

    /// Expires all leases, for the start of a server that has the database for itself: every worker
    /// that held one is dead. To be followed by [#takeBackLost].
    public void expireAllLeases() {
        database.write(
                tx -> tx.execute("update tasks set lease_until = 0 where status = 'running'"));
    }
}
