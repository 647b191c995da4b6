package dev.zimage.tasks.registry;

import dev.zimage.database.Database;
import dev.zimage.database.NullableColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The processes that draw, in the database. Safe for use by any number of threads and processes.
public final class WorkerRegistry {

    private static final Duration OFTEN = Duration.ofSeconds(3);
    private static final Duration SELDOM = Duration.ofSeconds(60);
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(2);

    private final Database database;
    private final Clock clock;

    public WorkerRegistry(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Whether other processes can draw for this installation.
    boolean isShared() {
        return !database.dialect().singleProcess();
    }

    /// How often a process is to tell that it lives. Where it is alone, nobody depends on it.
    public Duration period() {
        return isShared() ? OFTEN : SELDOM;
    }

    /// The time by which heartbeats are judged.
    public Instant now() {
        return clock.instant();
    }

    /// Records that a process lives, and what it draws.
    ///
    /// @param process a name that no two starts share
    /// @param since when it started
    public void beat(String process, String host, Instant since, List<Heartbeat> engines) {
        long now = clock.millis();
        database.write(tx -> {
            if (!isShared()) {
                forgetHeartbeats(tx, process);
            }
            engines.forEach(engine -> beat(tx, process, host, since, engine, now));
            return engines.size();
        });
    }

    /// A database of one process is locked by it, so another that was killed is gone, although its
    /// last heartbeat may be recent.
    private static void forgetHeartbeats(Handle tx, String process) {
        tx.createUpdate(
                        """
                        update workers set period_millis = 0
                        where process <> :process and period_millis > 0
                        """)
                .bind("process", process)
                .execute();
    }

    private void beat(
            Handle tx, String process, String host, Instant since, Heartbeat engine, long now) {
        tx.createUpdate(
                        """
                        insert into workers (process, engine, host, state, at_once,
                            pictures_an_hour, picture_millis, since, period_millis,
                            heartbeat_at, ready_at)
                        values (:process, :engine, :host, :state, :atOnce,
                            :anHour, :picture, :since, :period, :now, :ready)
                        on conflict (process, engine) do update
                        set state = :state, at_once = :atOnce, pictures_an_hour = :anHour,
                            picture_millis = :picture, heartbeat_at = :now,
                            ready_at = coalesce(:ready, workers.ready_at)
                        """)
                .bind("process", process)
                .bind("engine", engine.engine())
                .bind("host", host)
                .bind("state", engine.state().label())
                .bind("atOnce", engine.atOnce())
                .bind("anHour", engine.picturesAnHour())
                .bind("picture", engine.picture().toMillis())
                .bind("since", since.toEpochMilli())
                .bind("period", period().toMillis())
                .bind("now", now)
                .bindByType("ready", engine.state() == EngineState.READY ? now : null, Long.class)
                .execute();
    }

    /// Records that a process has stopped in good order.
    public void stopped(String process) {
        database.write(tx ->
                tx.createUpdate("update workers set state = 'stopped' where process = :process")
                        .bind("process", process)
                        .execute());
    }

    /// All of the last two days, the newest heartbeat first.
    public List<RegisteredWorker> all() {
        return database.read(tx ->
                tx.createQuery(
                                """
                                select process, host, engine, state, at_once, pictures_an_hour,
                                    picture_millis, since, period_millis, heartbeat_at, ready_at
                                from workers order by heartbeat_at desc, process, engine
                                """)
                        .map((row, context) -> worker(row))
                        .list());
    }

    private static RegisteredWorker worker(ResultSet row) throws SQLException {
        return new RegisteredWorker(
                row.getString("process"),
                row.getString("host"),
                row.getString("engine"),
                EngineState.of(row.getString("state")),
                row.getInt("at_once"),
                row.getInt("pictures_an_hour"),
                Duration.ofMillis(row.getLong("picture_millis")),
                Instant.ofEpochMilli(row.getLong("since")),
                Duration.ofMillis(row.getLong("period_millis")),
                Instant.ofEpochMilli(row.getLong("heartbeat_at")),
                NullableColumn.instant(row, "ready_at"));
    }

    /// Deletes the rows of processes that are long gone.
    public int forgetOld() {
        return database.write(tx ->
                tx.createUpdate("delete from workers where heartbeat_at < :before")
                        .bind("before", clock.instant().minus(FORGOTTEN_AFTER).toEpochMilli())
                        .execute());
    }
}
