package dev.zimage.database.postgres;

import dev.zimage.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out whether a pooler stands before the server that gives transactions of one connection to
/// several server processes and does not keep prepared statements, as PgBouncer before 1.21. Then a
/// statement that one connection has prepared is met by another one, under the same name.
final class PoolerProbe {

    private static final Logger log = LoggerFactory.getLogger(PoolerProbe.class);

    private static final String THRESHOLD = "prepareThreshold";
    private static final int ATTEMPTS = 3;

    private PoolerProbe() {}

    /// The URL by which statements can be prepared: the same, or without preparing on the server.
    static DatabaseUrl suited(DatabaseUrl url, @Nullable String password) throws SQLException {
        if (url.parameters().containsKey(THRESHOLD) || keepsStatements(url, password)) {
            return url;
        }
        log.info("a pooler before the database keeps no prepared statements; none are used");
        return url.with(THRESHOLD, "0");
    }

    private static boolean keepsStatements(DatabaseUrl url, @Nullable String password)
            throws SQLException {
        DatabaseUrl preparing = url.with(THRESHOLD, "1");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (Connection one = DriverSettings.dataSource(preparing, password).getConnection();
                    Connection other =
                            DriverSettings.dataSource(preparing, password).getConnection()) {
                prepare(one, "select 1 where ? = 1");
                prepare(other, "select 2 where ? = 2");
            } catch (SQLException e) {
                if (PostgresFailures.isConflict(e)) {
                    return false;
                }
                throw e;
            }
        }
        return true;
    }

    private static void prepare(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setInt(1, 0);
            statement.executeQuery().close();
        }
    }
}
