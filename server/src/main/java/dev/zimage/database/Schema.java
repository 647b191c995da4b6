package dev.zimage.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Creates the tables of a database and brings them up to date.
///
/// @param source of connections that may change the tables
/// @param location of the migrations on the class path
/// @param newest version of the migrations there
public record Schema(DataSource source, FailureCodes codes, String location, int newest) {

    private static final String NEWEST_CHANGE =
            """
            select version, success from flyway_schema_history
            where version is not null order by installed_rank desc limit 1
            """;

    /// Compares the tables with the migrations. Changes nothing.
    ///
    /// @throws StorageException when the database cannot be read
    public SchemaState state() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet history = statement.executeQuery(NEWEST_CHANGE)) {
            return history.next()
                    ? state(history.getString(1), history.getBoolean(2))
                    : new SchemaState.Missing();
        } catch (SQLException e) {
            StorageException failure = codes.failed("the tables cannot be read", e);
            if (failure.failure().isOutage()) {
                throw failure;
            }
            return new SchemaState.Missing(); // a new database has no history
        }
    }

    private SchemaState state(String version, boolean succeeded) {
        int applied = Integer.parseInt(version);
        if (!succeeded) {
            return new SchemaState.Broken(version);
        }
        if (applied > newest) {
            return new SchemaState.Newer(version);
        }
        return applied < newest ? new SchemaState.Older(version) : new SchemaState.Current(version);
    }

    /// Brings the tables up to date. One process does it while others wait. It is not asked of
    /// Flyway whether there is something to do: that takes longer than the rest of a start.
    ///
    /// @throws StorageException when they cannot be, or are those of a newer program
    public void bringUpToDate() {
        switch (state()) {
            case SchemaState.Current _ -> {}
            case SchemaState.Newer(String version) ->
                    throw new StorageException(
                            StorageFailure.REJECTED,
                            "the tables of the database have version "
                                    + version
                                    + " and this program knows version "
                                    + newest
                                    + ": run the program that changed them, or a newer one");
            case SchemaState.Missing _, SchemaState.Older _, SchemaState.Broken _ -> migrate();
        }
    }

    private void migrate() {
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations(location)
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw codes.failed("the tables of the database cannot be brought up to date", e);
        }
    }
}
