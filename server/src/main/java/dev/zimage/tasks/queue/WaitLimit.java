package dev.zimage.tasks.queue;

import dev.zimage.database.Database;
import dev.zimage.engines.EngineKinds;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.TaskContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Fails the tasks that have waited too long for an engine that does not take them. Behind other
/// tasks, a task waits as long as that takes. Safe for use by any number of threads and processes.
public final class WaitLimit {

    private static final String QUEUED = "status = 'queued' and engine = :engine";

    private final TaskContext context;
    private final Database database;
    private final Settlement settlement;

    /// @param settlement of the tasks that fail
    public WaitLimit(TaskContext context, Settlement settlement) {
        this.context = context;
        this.database = context.database();
        this.settlement = settlement;
    }

    /// Fails the old tasks of engines with which nobody draws.
    ///
    /// @param drawing whether a process draws with the engine of a name, or will soon
    public void sweep(Predicate<String> drawing) {
        for (String engine : enginesOfOldTasks()) {
            if (!drawing.test(engine)) {
                fail(
                        failure(engine),
                        QUEUED + " and created_at < :oldest",
                        Map.of("engine", engine, "oldest", oldest()));
            }
        }
    }

    private List<String> enginesOfOldTasks() {
        return database.read(tx ->
                tx.createQuery(
                                """
                                select distinct engine from tasks
                                where status = 'queued' and created_at < :oldest
                                """)
                        .bind("oldest", oldest())
                        .mapTo(String.class)
                        .list());
    }

    private void fail(Failure failure, String condition, Map<String, ?> values) {
        settlement.announce(
                settlement.failEverywhere(database, failure, condition, values), failure.code());
    }

    /// Fails a task that its engine could not take, and those of the same model that are as old:
    /// they would find no room either.
    ///
    /// @return false, and nothing changed, when the task is not old
    boolean fail(Claim claim) {
        long oldest = oldest();
        if (claim.task().createdAt().toEpochMilli() >= oldest) {
            return false;
        }
        Failure failure = failure(claim.task().engine());
        long account = claim.task().account().value();
        settlement.announce(
                database.write(
                        account,
                        tx -> settlement.fail(tx, failure, Claim.HOLDS, claim.parameters())),
                failure.code());
        fail(
                failure,
                QUEUED + " and model = :model and created_at < :oldest",
                Map.of(
                        "engine",
                        claim.task().engine(),
                        "model",
                        claim.task().model(),
                        "oldest",
                        oldest));
        return true;
    }

    private long oldest() {
        return context.clock().instant().minus(longest()).toEpochMilli();
    }

    private Duration longest() {
        return context.terms().waits().longest();
    }

    private Failure failure(String engine) {
        boolean ours = EngineKinds.ALL.stream().anyMatch(kind -> kind.name().equals(engine));
        return new Failure(
                ours ? ErrorCode.GENERATION_TIMED_OUT : ErrorCode.UPSTREAM_TIMED_OUT,
                "%s did not take the task within %s. Its credits were given back; submit it again later."
                        .formatted(
                                ours ? "The model" : "The server that draws this model",
                                text(longest())));
    }

    private static String text(Duration time) {
        if (time.toHours() > 1) {
            return time.toHours() + " hours";
        }
        return time.toMinutes() > 1 ? time.toMinutes() + " minutes" : time.toSeconds() + " s";
    }
}
