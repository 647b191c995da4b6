package dev.zimage.tasks.queue;

import dev.zimage.database.Database;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.TaskContext;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Puts tasks back into the queue whose worker or engine is gone. Safe for use by any number of
/// threads and processes.
public final class LeaseSweeper {

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
    private final Clock clock;
    private final int attempts;
    private final Duration lease;
    private volatile long sweptAt;

    /// @param settlement of the tasks that are given up
    public LeaseSweeper(TaskContext context, Settlement settlement) {
        this.database = context.database();
        this.settlement = settlement;
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
        settlement.announce(database.write(this::takeBackLost), WORKER_LOST.code());
    }

    private List<Settlement.Failed> takeBackLost(Handle tx) {
        long now = clock.millis();
        List<Settlement.Failed> failed =
                settlement.fail(
                        tx,
                        WORKER_LOST,
                        "status = 'running' and lease_until < :expired and attempts >= :attempts",
                        Map.of("expired", now, "attempts", attempts));
        tx.createUpdate(
                        """
                        update tasks
                        set status = 'queued', worker = null, lease_until = null,
                            started_at = null, progress = 0
                        where id in (
                          select id from tasks where status = 'running' and lease_until < :now
                          order by id <skipLocked>)
                        """)
                .bind("now", now)
                .execute();
        return failed;
    }

    /// Moves the waiting tasks of engines that no longer exist to the engine that draws their model
    /// now, and fails those of models that are no longer offered. After a change of the
    /// configuration they would wait forever.
    ///
    /// @param present the engines that take tasks
    /// @param heirs the engine of a model, empty where it is not offered
    public void adoptOrphans(Collection<String> present, Function<String, Optional<String>> heirs) {
        List<String> engines = List.copyOf(present);
        settlement.announce(
                database.write(tx -> adoptOrphans(tx, engines, heirs)), MODEL_GONE.code());
    }

    private List<Settlement.Failed> adoptOrphans(
            Handle tx, List<String> present, Function<String, Optional<String>> heirs) {
        List<Settlement.Failed> failed = new ArrayList<>();
        for (Orphans orphans : orphans(tx, present)) {
            Map<String, String> values =
                    Map.of("orphaned", orphans.engine(), "model", orphans.model());
            String condition = "status = 'queued' and engine = :orphaned and model = :model";
            Optional<String> heir = heirs.apply(orphans.model());
            if (heir.isPresent()) {
                tx.createUpdate("update tasks set engine = :heir where " + condition)
                        .bind("heir", heir.get())
                        .bindMap(values)
                        .execute();
            } else {
                failed.addAll(settlement.fail(tx, MODEL_GONE, condition, values));
            }
        }
        return failed;
    }

    /// Fails the waiting tasks of models that are no longer offered, though their engine is there:
    /// it would draw something else. For a process that has the database for itself, because others
    /// may offer other models.
    public void failModelsOtherThan(Set<String> offered) {
        settlement.announce(
                database.write(tx -> failModelsOtherThan(tx, offered)), MODEL_GONE.code());
    }

    private List<Settlement.Failed> failModelsOtherThan(Handle tx, Set<String> offered) {
        return tx
                .createQuery("select distinct model from tasks where status = 'queued'")
                .mapTo(String.class)
                .list()
                .stream()
                .filter(model -> !offered.contains(model))
                .flatMap(model ->
                        settlement
                                .fail(
                                        tx,
                                        MODEL_GONE,
                                        "status = 'queued' and model = :model",
                                        Map.of("model", model))
                                .stream())
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
