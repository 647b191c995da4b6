package dev.zimage.cli;

import static dev.zimage.cli.DoctorInstallation.assertFails;
import static dev.zimage.cli.DoctorInstallation.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What `zimage doctor` finds in the database.
class DoctorDatabaseTest {

    @AutoClose private final DoctorInstallation installation = new DoctorInstallation();

    private final Path root = installation.root();
    private final Path folder = installation.folder();
    private final Shell shell = installation.shell();

    @Test
    void a_folder_without_a_database_is_no_installation() throws IOException {
        Files.createDirectory(folder);

        assertThat(status(shell, "database")).isEqualTo("fail");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_balance_that_was_changed_by_hand_is_found() throws SQLException {
        shell.install();
        sql("update accounts set balance = balance + 1");

        assertFails(shell, "balances", "default");
    }

    @Test
    void a_wrong_count_of_tasks_is_found() throws SQLException {
        shell.install();
        sql("update accounts set tasks_in_flight = 3");

        assertFails(shell, "tasks in flight", "default");
    }

    @Test
    void a_damaged_database_is_found() throws IOException {
        shell.install();
        Path file = folder.resolve("zimage.db");
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 4096; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        Files.write(file, bytes);
        assertThat(status(shell, "database")).isEqualTo("fail");

        Files.writeString(file, "this is no database, but long enough to look at".repeat(99));
        assertThat(status(shell, "database")).isEqualTo("fail");
    }

    @Test
    void a_database_that_is_gone_is_told_from_one_that_never_was() throws IOException {
        shell.install();
        Files.move(folder.resolve("zimage.db"), root.resolve("away"));
        assertFails(shell, "database", "there is none in");

        Files.createDirectories(folder.resolve("media/019f12"));
        assertFails(shell, "database", "it was deleted or moved");
    }

    @Test
    void a_database_that_another_process_keeps_locked_is_found() throws SQLException {
        shell.install();
        try (Connection other =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("zimage.db"));
                Statement lock = other.createStatement()) {
            lock.execute("begin immediate");
            assertFails(shell, "changes", "another process keeps the database locked");
            lock.execute("rollback");
        }
    }

    @Test
    void a_database_of_another_program_is_not_touched() throws SQLException, IOException {
        Files.createDirectory(folder);
        sql("create table other (a integer)");
        byte[] before = Files.readAllBytes(folder.resolve("zimage.db"));

        assertFails(shell, "schema", "no database of a zimage server");
        assertThat(folder.resolve("zimage.db")).hasBinaryContent(before);
    }

    @Test
    void a_database_of_a_newer_program_is_not_touched() throws SQLException {
        shell.install();
        sql(
                """
                insert into flyway_schema_history
                select 99, '99', 'later', type, 'V99__later.sql', checksum, installed_by,
                       installed_on, execution_time, success
                from flyway_schema_history where version = '1'
                """);

        assertFails(shell, "schema", "version 99 is newer than this program");
    }

    @Test
    void a_clock_that_stands_before_what_was_stored_is_found() {
        shell.install();

        assertThat(
                        new Shell(folder, new SettableClock(Shell.START.minusSeconds(120)))
                                .type("doctor")
                                .lines())
                .anyMatch(line -> line.startsWith("fail  newest entry"));
        assertThat(
                        new Shell(folder, new SettableClock(Instant.parse("1970-01-01T00:01:00Z")))
                                .type("doctor")
                                .lines())
                .anyMatch(line -> line.startsWith("fail  clock"));
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("zimage.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
