package dev.zimage.tasks.queue;

import dev.zimage.database.Database;
import dev.zimage.database.NullableColumn;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.Readiness;
import dev.zimage.engines.Engines;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.TaskProgress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What runs where and what waits, over all accounts, for the operator. Made anew each time.
public final class QueueReport {

    private static final int WAITING_SHOWN = 50;

    private final Database database;
    private final Engines engines;
    private final Function<TaskId, Optional<TaskProgress>> progress;

    /// @param workers pictures drawn at once
    public record Engine(String name, Readiness readiness, int workers, int waiting, int running) {}

    /// @param account its name
    /// @param startedAt null while it waits for room in its engine
    public record Running(
            TaskId task,
            String account,
            String engine,
            @Nullable Instant startedAt,
            double progress,
            String worker) {}

    /// @param account its name
    public record Waiting(TaskId task, String account, String engine, Instant createdAt) {}

    /// @param waiting the oldest of them
    public record Report(List<Engine> engines, List<Running> running, List<Waiting> waiting) {}

    /// @param progress of a task that runs in this process; empty for others
    public QueueReport(
            Database database, Engines engines, Function<TaskId, Optional<TaskProgress>> progress) {
        this.database = database;
        this.engines = engines;
        this.progress = progress;
    }

    public Report make() {
        return database.read(tx -> {
            List<Running> running = running(tx);
            Map<String, Integer> waiting = waitingByEngine(tx);
            List<Engine> all =
                    engines.all().stream().map(engine -> engine(engine, waiting, running)).toList();
            return new Report(all, running, waiting(tx));
        });
    }

    private Engine engine(ImageEngine engine, Map<String, Integer> waiting, List<Running> running) {
        return new Engine(
                engine.name(),
                engine.readiness(),
                engines.workersOf(engine.name()),
                waiting.getOrDefault(engine.name(), 0),
                (int) running.stream().filter(run -> run.engine.equals(engine.name())).count());
    }

    private static Map<String, Integer> waitingByEngine(Handle tx) {
        Map<String, Integer> waiting = new HashMap<>();
        tx.createQuery(
                        """
                        select engine, count(*) from tasks where status = 'queued' group by engine
                        """)
                .map((row, context) -> waiting.put(row.getString(1), row.getInt(2)))
                .list();
        return waiting;
    }

    private List<Running> running(Handle tx) {
        return tx.createQuery(
                        """
                        select t.id, a.name, t.engine, t.started_at, t.progress, t.worker
                        from tasks t join accounts a on a.id = t.account_id
                        where t.status = 'running' order by t.started_at, t.id
                        """)
                .map((row, context) -> {
                    TaskId id = new TaskId(row.getString(1));
                    TaskProgress now = progress.apply(id).orElse(stored(row));
                    return new Running(
                            id,
                            row.getString(2),
                            row.getString(3),
                            now.begun(),
                            now.fraction(),
                            row.getString(6));
                })
                .list();
    }

    private static TaskProgress stored(ResultSet row) throws SQLException {
        return new TaskProgress(row.getDouble(5), NullableColumn.instant(row, 4));
    }

    private static List<Waiting> waiting(Handle tx) {
        return tx.createQuery(
                        """
                        select t.id, a.name, t.engine, t.created_at
                        from tasks t join accounts a on a.id = t.account_id
                        where t.status = 'queued' order by t.id limit :limit
                        """)
                .bind("limit", WAITING_SHOWN)
                .map((row, context) ->
                        new Waiting(
                                new TaskId(row.getString(1)),
                                row.getString(2),
                                row.getString(3),
                                Instant.ofEpochMilli(row.getLong(4))))
                .list();
    }
}
