package dev.zimage.database.sqlite;

import static dev.zimage.database.sqlite.SettingChanges.names;
import static dev.zimage.database.sqlite.SettingChanges.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.zimage.database.StorageException;
import dev.zimage.server.Eventually;
import dev.zimage.server.Gate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One process on a file of SQLite.
class SqliteDatabaseTest {

    @TempDir Path folder;

    private SqliteDatabase open() {
        return SqliteDatabase.open(folder.resolve("zimage.db"));
    }

    @Test
    void the_newest_schema_is_the_one_that_the_migrations_lead_to() {
        try (SqliteDatabase database = open()) {
            assertThat(
                            database.<Integer>read(tx ->
                                    tx.createQuery(
                                                    """
                                                    select version from flyway_schema_history
                                                    order by installed_rank desc limit 1
                                                    """)
                                            .mapTo(Integer.class)
                                            .one()))
                    .isEqualTo(SqliteDatabase.NEWEST_SCHEMA);
        }
    }

    @Test
    void a_change_that_fails_takes_none_of_those_that_travelled_with_it() throws Exception {
        try (SqliteDatabase database = open();
                ExecutorService threads = Executors.newCachedThreadPool()) {
            Gate gate = new Gate();
            Future<Integer> first =
                    threads.submit(() ->
                            database.write(tx -> {
                                gate.pass();
                                return set(tx, "first", "1");
                            }));
            gate.awaitArrival();
            Future<Integer> bad =
                    threads.submit(() ->
                            database.<Integer>write(tx -> {
                                set(tx, "bad", "1");
                                throw new IllegalStateException("on purpose");
                            }));
            Future<Integer> good = threads.submit(() -> database.write(tx -> set(tx, "good", "1")));
            Eventually.seen(() -> database.load().waitingChanges(), waiting -> waiting == 2);
            gate.open();

            assertThat(first.get()).isEqualTo(1);
            assertThat(good.get()).isEqualTo(1);
            assertThatExceptionOfType(java.util.concurrent.ExecutionException.class)
                    .isThrownBy(bad::get)
                    .withRootCauseInstanceOf(IllegalStateException.class);
            assertThat(names(database)).containsExactlyInAnyOrder("first", "good");
        }
    }

    @Test
    void what_failed_for_want_of_room_works_again_once_there_is_some() {
        try (SqliteDatabase database = open()) {
            database.write(tx -> limitPages(tx, 1)); // SQLite makes it the pages that there are
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> database.write(tx -> set(tx, "a", "x".repeat(1 << 20))));

            database.write(tx -> limitPages(tx, 1_000_000));

            assertThat(database.<Integer>write(tx -> set(tx, "a", "1"))).isEqualTo(1);
        }
    }

    private static long limitPages(Handle tx, int pages) {
        return tx.createQuery("pragma max_page_count = " + pages).mapTo(Long.class).one();
    }

    @Test
    void a_read_cannot_change_anything() {
        try (SqliteDatabase database = open()) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> database.read(tx -> set(tx, "a", "1")));
            assertThat(names(database)).isEmpty();
        }
    }

    @Test
    void a_failure_does_not_tell_the_values_that_were_bound() {
        try (SqliteDatabase database = open()) {
            database.write(tx -> set(tx, "a", "1"));
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> database.write(tx -> set(tx, "a", "a secret prompt")))
                    .satisfies(failure -> {
                        for (Throwable at = failure; at != null; at = at.getCause()) {
                            assertThat(String.valueOf(at.getMessage())).doesNotContain("secret");
                        }
                    });
        }
    }

    @Test
    void a_closed_database_says_so() {
        SqliteDatabase database = open();
        database.close();

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> database.write(tx -> set(tx, "a", "1")))
                .withMessageContaining("closed");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> names(database))
                .withMessageContaining("closed");
    }

    @Test
    void the_file_is_for_its_owner_only() throws Exception {
        try (SqliteDatabase database = open()) {
            assertThat(names(database)).isEmpty();
            assertThat(Files.getPosixFilePermissions(folder.resolve("zimage.db"))).hasSize(2);
        }
    }
}
