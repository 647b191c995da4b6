package dev.zimage.events;

import dev.zimage.database.Database;
import dev.zimage.database.HotStatement;
import dev.zimage.tasks.TaskId;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;

/// The previews that processes pass on to one another through the database. Each method is one
/// transaction with one statement for all tasks, which locks no row of another table, so it cannot
/// deadlock with the end of a task. Rows are locked in the order of their ids: an `update` or
/// `delete` alone would take the order of the table, and two processes would wait for each other.
final class PreviewTable {

    /// How long previews are wanted unless somebody asks again.
    private static final Duration WATCHED = Duration.ofSeconds(10);

    private static final String WATCH =
            """
            insert into task_previews (task_id, watched_until)
            select id, ? from unnest(cast(? as text[])) as w (id) order by id collate "C"
            on conflict (task_id) do update set watched_until = excluded.watched_until
            """;

    private static final String WATCHED_NOW =
            """
            select task_id from task_previews
            where task_id = any(cast(? as text[])) and watched_until > ?
            """;

    private static final String WRITE =
            """
            with locked as (
              select task_id from task_previews where task_id = any(cast(? as text[]))
              order by task_id for no key update)
            update task_previews
            set number = number + 1, width = p.new_width, height = p.new_height, jpeg = p.new_jpeg
            from unnest(cast(? as text[]), cast(? as bigint[]), cast(? as bigint[]),
                        cast(? as bytea[])) as p (id, new_width, new_height, new_jpeg)
              join locked on locked.task_id = p.id
            where task_previews.task_id = p.id
            """;

    private static final String DELETE =
            """
            with locked as (
              select task_id from task_previews where task_id = any(cast(? as text[]))
              order by task_id for update)
            delete from task_previews where task_id in (select task_id from locked)
            """;

    private static final String DELETE_UNWATCHED =
            """
            delete from task_previews where task_id in (
              select task_id from task_previews where watched_until < ?
              order by task_id for update skip locked)
            """;

    private static final String NEWER =
            """
            select task_id, number, width, height, jpeg
            from task_previews
              join unnest(cast(? as text[]), cast(? as bigint[])) as s (id, seen) on task_id = s.id
            where number > s.seen
            """;

    private final Database database;
    private final Clock clock;

    /// A preview that was read.
    ///
    /// @param number counts the previews of the task
    record Numbered(long number, Preview preview) {}

    PreviewTable(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Asks for previews of these tasks for the next seconds.
    void watch(SortedSet<TaskId> tasks) {
        long until = clock.millis() + WATCHED.toMillis();
        database.write(tx -> {
            try (HotStatement insert = HotStatement.on(tx, WATCH)) {
                return insert.number(until).texts(hex(tasks.stream())).update();
            }
        });
    }

    /// Those of these tasks for which another process asks.
    List<TaskId> watched(SortedSet<TaskId> tasks) {
        return database.read(tx -> {
            try (HotStatement select = HotStatement.on(tx, WATCHED_NOW)) {
                return select.texts(hex(tasks.stream()))
                        .number(clock.millis())
                        .all(row -> new TaskId(row.getString(1)));
            }
        });
    }

    /// Replaces the previews of tasks for which somebody asks.
    void write(SortedMap<TaskId, Preview> previews) {
        List<Preview> values = List.copyOf(previews.values());
        database.write(tx -> {
            try (HotStatement update = HotStatement.on(tx, WRITE)) {
                return update.texts(hex(previews.keySet().stream()))
                        .texts(hex(previews.keySet().stream()))
                        .numbers(values.stream().mapToLong(Preview::width))
                        .numbers(values.stream().mapToLong(Preview::height))
                        .bytes(values.stream().map(Preview::jpeg))
                        .update();
            }
        });
    }

    /// The previews that are newer than those that were seen.
    ///
    /// @param seen the number of the last preview of each task, 0 for none
    Map<TaskId, Numbered> newer(SortedMap<TaskId, Long> seen) {
        Map<TaskId, Numbered> newer = new HashMap<>();
        database.read(
                        tx -> {
                            try (HotStatement select = HotStatement.on(tx, NEWER)) {
                                return select.texts(hex(seen.keySet().stream()))
                                        .numbers(seen.values().stream().mapToLong(Long::longValue))
                                        .all(row ->
                                                Map.entry(
                                                        new TaskId(row.getString(1)),
                                                        new Numbered(
                                                                row.getLong(2),
                                                                new Preview(
                                                                        row.getInt(3),
                                                                        row.getInt(4),
                                                                        row.getBytes(5)))));
                            }
                        })
                .forEach(entry -> newer.put(entry.getKey(), entry.getValue()));
        return newer;
    }

    /// Deletes the previews of tasks that are no longer drawn.
    void delete(SortedSet<TaskId> tasks) {
        database.write(tx -> {
            try (HotStatement delete = HotStatement.on(tx, DELETE)) {
                return delete.texts(hex(tasks.stream())).update();
            }
        });
    }

    /// Deletes the previews for which nobody asks any more.
    void deleteUnwatched() {
        database.write(tx -> {
            try (HotStatement delete = HotStatement.on(tx, DELETE_UNWATCHED)) {
                return delete.number(clock.millis()).update();
            }
        });
    }

    private static Stream<String> hex(Stream<TaskId> tasks) {
        return tasks.map(TaskId::hex);
    }
}
