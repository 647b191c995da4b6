package dev.zimage.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zimage.database.Database;
import dev.zimage.database.DatabaseSource;
import dev.zimage.database.Databases;
import dev.zimage.database.PostgresCluster;
import dev.zimage.database.SchemaState;
import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an operator is told about a database that cannot be used, and how tables are made.
class PostgresSourceTest {

    @TempDir Path folder;

    @Test
    void a_server_that_does_not_answer_is_named_with_the_setting() {
        StorageException failure =
                failure(PostgresCluster.choice("postgresql://me:secret@127.0.0.1:1/zimage"));

        assertThat(failure.failure()).isEqualTo(StorageFailure.UNREACHABLE);
        assertThat(failure)
                .hasMessageStartingWith(
                        "cannot open the database postgresql://me@127.0.0.1:1/zimage: the database"
                                + " server does not answer; check database.url");
    }

    @Test
    void a_command_is_told_the_same() {
        Databases.Choice choice =
                PostgresCluster.choice("postgresql://me:secret@127.0.0.1:1/zimage");

        assertThat(catchThrowableOfType(StorageException.class, () -> source(choice).exists()))
                .hasMessageContaining("does not answer; check database.url")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_database_that_does_not_exist_is_named() {
        StorageException failure = failure(url("zimage", "nothing"));

        assertThat(failure.failure()).isEqualTo(StorageFailure.NO_DATABASE);
        assertThat(failure).hasMessageContaining("createdb");
    }

    @Test
    void a_refused_user_is_told_where_the_password_belongs() {
        StorageException failure = failure(url("nobody", "postgres"));

        assertThat(failure.failure()).isEqualTo(StorageFailure.REFUSED);
        assertThat(failure).hasMessageContaining("database.password_file");
    }

    @Test
    void a_missing_password_is_told_where_it_belongs() {
        StorageException failure = failure(url(PostgresCluster.PASSWORD_USER, "postgres"));

        assertThat(failure.failure()).isEqualTo(StorageFailure.NOT_ADMITTED);
        assertThat(failure)
                .hasMessageContaining("give the password in the file that database.password_file")
                .hasMessageNotContaining("does not answer");
    }

    @Test
    void a_server_without_tls_is_told_which_parameter_asks_for_it() {
        StorageException failure = failure(url("zimage", "postgres?sslmode=require"));

        assertThat(failure.failure()).isEqualTo(StorageFailure.NOT_ADMITTED);
        assertThat(failure).hasMessageContaining("correct sslmode in database.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sslmode=strict", "targetServerType=first", "target_session_attrs=rw"})
    void a_value_that_the_driver_does_not_know_is_refused_with_the_known_ones(String parameter) {
        String name = parameter.replaceFirst("=.*", "");

        assertThat(failure(PostgresCluster.choice(PostgresCluster.url(folder) + "?" + parameter)))
                .hasMessageContaining("the parameter " + name + " in database.url must be one of ");
    }

    @Test
    void a_parameter_that_the_driver_does_not_know_is_named() {
        String base = PostgresCluster.url(folder);

        assertThat(failure(PostgresCluster.choice(base + "?sslmod=require")))
                .hasMessageContaining("the parameter sslmod in database.url");
    }

    @Test
    void a_file_of_the_password_that_cannot_be_read_is_named() {
        Path file = folder.resolve("missing");
        Databases.Choice choice =
                new Databases.Choice(
                        PostgresCluster.choice("postgresql://me@127.0.0.1:1/zimage").url(),
                        Optional.of(file),
                        4);

        assertThat(catchThrowableOfType(StorageException.class, () -> source(choice)))
                .hasMessageContaining("database.password_file")
                .hasMessageContaining(file.toString());
    }

    @Test
    void tables_of_a_newer_program_stop_the_start() throws Exception {
        Databases.Choice choice = PostgresCluster.choice(PostgresCluster.url(folder));
        try (Database database = source(choice).open()) {
            database.write(tx ->
                    tx.execute(
                            """
                            insert into flyway_schema_history
                              (installed_rank, version, description, type, script, installed_by,
                               execution_time, success)
                            values (99, '99', 'later', 'SQL', 'V99__later.sql', 'x', 1, true)
                            """));
        }

        assertThat(source(choice).schema()).isEqualTo(new SchemaState.Newer("99"));
        assertThat(failure(choice)).hasMessageContaining("run the program that changed them");
        assertThat(Files.exists(folder.resolve("zimage.db"))).isFalse();
    }

    @Test
    void the_newest_schema_is_the_one_that_the_migrations_lead_to() {
        assertThat(source(PostgresCluster.choice(PostgresCluster.url(folder))).schema())
                .isEqualTo(new SchemaState.Current(String.valueOf(PostgresSource.NEWEST_SCHEMA)));
    }

    @Test
    void of_several_processes_one_makes_the_tables_while_the_others_wait() throws Exception {
        Databases.Choice choice = PostgresCluster.choice(PostgresCluster.get().emptyDatabase());
        assertThat(source(choice).exists()).isFalse();

        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<?> first = threads.submit(() -> source(choice).open().close());
            Future<?> second = threads.submit(() -> source(choice).open().close());
            first.get();
            second.get();
        }

        assertThat(source(choice).exists()).isTrue();
    }

    private DatabaseSource source(Databases.Choice choice) {
        return Databases.source(choice, folder.resolve("zimage.db"));
    }

    private StorageException failure(Databases.Choice choice) {
        return catchThrowableOfType(StorageException.class, () -> source(choice).open().close());
    }

    private static Databases.Choice url(String user, String database) {
        return PostgresCluster.choice(
                "postgresql://%s@127.0.0.1:%d/%s"
                        .formatted(user, PostgresCluster.get().port(), database));
    }
}
