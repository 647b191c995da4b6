package dev.zimage.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.database.Database;
import dev.zimage.database.Databases;
import dev.zimage.database.PostgresCluster;
import dev.zimage.database.RowLock;
import dev.zimage.server.Eventually;
import dev.zimage.tasks.TaskId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Processes that change the same previews at the same time do not wait for each other in a circle.
class PreviewTableTest {

    private static final List<TaskId> TASKS =
            IntStream.rangeClosed(1, 9)
                    .mapToObj(i -> new TaskId("018f%028x".formatted(i)))
                    .toList();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir Path folder;

    private Database database;
    private PreviewTable table;

    enum Change {
        WATCH,
        WRITE,
        DELETE
    }

    private void make(Change change) {
        switch (change) {
            case WATCH -> table.watch(new TreeSet<>(TASKS));
            case WRITE -> {
                TreeMap<TaskId, Preview> previews = new TreeMap<>();
                TASKS.forEach(task -> previews.put(task, new Preview(8, 8, new byte[] {1})));
                table.write(previews);
            }
            case DELETE -> table.delete(new TreeSet<>(TASKS));
        }
    }

    /// The rows lie in the table in the opposite order.
    @BeforeEach
    void openWithPreviews() {
        database =
                Databases.source(PostgresCluster.choice(PostgresCluster.url(folder)), folder)
                        .open();
        table = new PreviewTable(database, Clock.systemUTC());
        TASKS.reversed().forEach(task -> table.watch(new TreeSet<>(List.of(task))));
    }

    @AfterEach
    void close() {
        threads.close();
        database.close();
    }

    private RowLock lockOfTheFirst() {
        return RowLock.of(
                folder,
                "select 1 from task_previews where task_id = '%s' for update"
                        .formatted(TASKS.getFirst().hex()));
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void rows_are_locked_in_the_order_of_their_ids(Change change) throws Exception {
        Future<?> waiting;
        try (RowLock _ = lockOfTheFirst()) {
            waiting = threads.submit(() -> make(change));
            assertThat(Eventually.seen(this::somebodyWaits, waits -> waits)).isTrue();

            assertThat(free()).hasSize(TASKS.size() - 1);
        }
        waiting.get();
    }

    private boolean somebodyWaits() {
        return database.<Boolean>read(tx ->
                tx.createQuery("select exists (select 1 from pg_locks where not granted)")
                        .mapTo(Boolean.class)
                        .one());
    }

    private List<String> free() {
        return database.write(tx ->
                tx.createQuery("select task_id from task_previews for update skip locked")
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void what_nobody_watches_is_deleted_unless_somebody_has_it_locked() {
        database.write(tx -> tx.execute("update task_previews set watched_until = 0"));
        try (RowLock _ = lockOfTheFirst()) {
            table.deleteUnwatched();
        }

        assertThat(free()).containsExactly(TASKS.getFirst().hex());
    }
}
