package dev.zimage.database.postgres;

import dev.zimage.database.Database;
import dev.zimage.database.DatabaseSource;
import dev.zimage.database.DatabaseUrl;
import dev.zimage.database.Schema;
import dev.zimage.database.SchemaState;
import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A database on a PostgreSQL server.
public final class PostgresSource implements DatabaseSource {

    /// The version of the newest migration in `db/postgres`.
    static final int NEWEST_SCHEMA = 27;

    private static final int OLDEST_SERVER = 14;
    private static final int NUMBERS_A_VERSION = 10_000;

    private final DatabaseUrl url;
    private final @Nullable String password;
    private final int connections;

    private record Server(int version, String name, long bytes) {}

    /// @param password null for the one in the URL, or for none
    /// @param connections that one process may have open at once
    public PostgresSource(DatabaseUrl url, @Nullable String password, int connections) {
        this.url = url;
        this.password = password;
        this.connections = connections;
    }

    @Override
    public boolean exists() {
        try {
            return !(schema() instanceof SchemaState.Missing);
        } catch (StorageException e) {
            throw cannotOpen(e);
        }
    }

    @Override
    public Database open() {
        try {
            requireSupported(server());
            schemaOf(DriverSettings.forMigrations(url, password)).bringUpToDate();
            return new PostgresDatabase(
                    DriverSettings.dataSource(PoolerProbe.suited(url, password), password),
                    connections);
        } catch (SQLException e) {
            throw cannotOpen(PostgresFailures.CODES.failed("no connection to the database", e));
        } catch (StorageException e) {
            throw cannotOpen(e);
        }
    }

    private StorageException cannotOpen(StorageException e) {
        StorageFailure failure = e.failure();
        String why =
                failure.isOutage()
                        ? failure.meaning() + "; " + failure.remedy()
                        : String.valueOf(e.getMessage());
        return new StorageException(failure, "cannot open the database " + url + ": " + why, e);
    }

    private static void requireSupported(Server server) {
        if (server.version < OLDEST_SERVER) {
            throw new StorageException(
                    StorageFailure.REJECTED,
                    "it is PostgreSQL %s, and version %d or newer is needed; name another server in database.url"
                            .formatted(server.name, OLDEST_SERVER));
        }
    }

    @Override
    public Connection connect() throws SQLException {
        return dataSource().getConnection();
    }

    @Override
    public Soundness soundness() {
        Server server = server();
        return new Soundness(server.bytes, "PostgreSQL " + server.name + " answers", List.of());
    }

    private Server server() {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select cast(current_setting('server_version_num') as integer),
                                       current_setting('server_version'),
                                       pg_database_size(current_database())
                                """)) {
            row.next();
            return new Server(row.getInt(1) / NUMBERS_A_VERSION, row.getString(2), row.getLong(3));
        } catch (SQLException e) {
            throw PostgresFailures.CODES.failed("the database cannot be read", e);
        }
    }

    @Override
    public SchemaState schema() {
        return schemaOf(dataSource()).state();
    }

    private static Schema schemaOf(DataSource source) {
        return new Schema(source, PostgresFailures.CODES, "classpath:db/postgres", NEWEST_SCHEMA);
    }

    private DataSource dataSource() {
        return DriverSettings.dataSource(url, password);
    }
}
