package dev.zimage.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens to the files of a database that is open.
class DamagedFilesTest {

    @TempDir Path folder;

    private Path file;
    @AutoClose private SqliteDatabase database;

    @BeforeEach
    void open() {
        file = folder.resolve("zimage.db");
        database = SqliteDatabase.open(file);
        set("before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zimage.db", "zimage.db-wal", "zimage.db-shm"})
    void no_change_is_taken_while_a_file_is_away(String name) throws IOException {
        Path away = folder.resolve("away");
        Files.move(folder.resolve(name), away);

        assertFails(() -> set("lost"), StorageFailure.GONE);
        assertFails(() -> database.check(null), StorageFailure.GONE);
        assertThat(names()).as("what is open can be read").containsExactly("before");

        Files.move(away, folder.resolve(name));
        database.check(StorageFailure.GONE);
        set("after");
        assertThat(names()).containsExactly("after", "before");
    }

    @Test
    void no_change_is_taken_once_another_file_has_the_name() throws IOException {
        Path copy = Files.copy(file, folder.resolve("copy"));
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);

        assertFails(() -> set("lost"), StorageFailure.GONE);
    }

    @Test
    void a_truncated_file_is_found_before_anything_is_written() throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.setLength(0);
        }

        assertFails(() -> set("lost"), StorageFailure.CORRUPT);
        assertFails(() -> database.check(null), StorageFailure.CORRUPT);
    }

    @Test
    void a_check_sees_that_the_file_is_no_database_any_more() throws Exception {
        try (Connection other = other();
                Statement statement = other.createStatement()) {
            statement.execute("pragma wal_checkpoint(truncate)");
        }
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.write("x".repeat(4096).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }

        assertFails(() -> database.check(null), StorageFailure.CORRUPT);
    }

    @Test
    void a_check_after_a_failure_stores_something_and_changes_nothing() {
        List<String> before = names();

        database.check(StorageFailure.FULL);
        database.check(StorageFailure.CORRUPT);

        assertThat(names()).isEqualTo(before);
    }

    @Test
    void a_check_waits_for_the_lock_no_longer_than_a_change_does() throws Exception {
        try (Connection other = other();
                Statement lock = other.createStatement()) {
            lock.execute("begin immediate");
            assertFails(() -> database.check(null), StorageFailure.BUSY);
            assertFails(() -> set("lost"), StorageFailure.BUSY);
            lock.execute("rollback");
        }
        database.check(StorageFailure.BUSY);
        assertThat(names()).containsExactly("before");
    }

    private static void assertFails(ThrowingCallable call, StorageFailure failure) {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(call)
                .extracting(StorageException::failure)
                .isEqualTo(failure);
    }

    private Connection other() throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private int set(String name) {
        return database.write(tx ->
                tx.createUpdate("insert into settings (name, value) values (:name, '')")
                        .bind("name", name)
                        .execute());
    }

    private List<String> names() {
        return database.read(tx ->
                tx.createQuery("select name from settings order by name")
                        .mapTo(String.class)
                        .list());
    }
}
