package dev.zimage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest {

    @TempDir Path folder;

    private SqliteDatabase open() {
        return SqliteDatabase.open(folder.resolve("zimage.db"));
    }

    @Test
    void the_newest_schema_is_the_one_that_the_migrations_lead_to() {
        try (SqliteDatabase database = open()) {
            assertThat(
                            database.<String>read(tx ->
                                    tx.createQuery(
                                                    """
                                                    select version from flyway_schema_history
                                                    order by installed_rank desc limit 1
                                                    """)
                                            .mapTo(String.class)
                                            .one()))
                    .isEqualTo(SqliteDatabase.NEWEST_SCHEMA);
        }
    }

    @Test
    void a_change_that_fails_takes_none_of_those_that_travelled_with_it() throws Exception {
        try (SqliteDatabase database = open();
                ExecutorService threads = Executors.newCachedThreadPool()) {
            CountDownLatch aboard = new CountDownLatch(1);
            Future<Integer> first =
                    threads.submit(() ->
                            database.write(tx -> {
                                await(aboard);
                                return set(tx, "first", "1");
                            }));
            Future<Integer> bad =
                    threads.submit(() ->
                            database.<Integer>write(tx -> {
                                set(tx, "bad", "1");
                                throw new IllegalStateException("on purpose");
                            }));
            Future<Integer> good = threads.submit(() -> database.write(tx -> set(tx, "good", "1")));
            aboard.countDown();

            assertThat(first.get()).isEqualTo(1);
            assertThat(good.get()).isEqualTo(1);
            assertThatExceptionOfType(java.util.concurrent.ExecutionException.class)
                    .isThrownBy(bad::get)
                    .withRootCauseInstanceOf(IllegalStateException.class);
            assertThat(names(database)).containsExactlyInAnyOrder("first", "good");
        }
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

    private static int set(Handle tx, String name, String value) {
        return tx.createUpdate("insert into settings (name, value) values (:name, :value)")
                .bind("name", name)
                .bind("value", value)
                .execute();
    }

    private static List<String> names(Database database) {
        return database.read(
                tx -> tx.createQuery("select name from settings").mapTo(String.class).list());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
