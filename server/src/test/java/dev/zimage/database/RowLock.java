package dev.zimage.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// A transaction of somebody else on PostgreSQL, which keeps what it has locked until it is closed.
public final class RowLock implements AutoCloseable {

    private final String url;
    private final Connection connection;

    private RowLock(String url, Connection connection) {
        this.url = url;
        this.connection = connection;
    }

    /// @param installation its data directory
    /// @param statement that locks
    public static RowLock of(Path installation, String statement) {
        String address = PostgresCluster.url(installation).replace("zimage@", "");
        String url = "jdbc:" + address + "?user=zimage";
        try {
            Connection connection = DriverManager.getConnection(url);
            connection.setAutoCommit(false);
            try (Statement locking = connection.createStatement()) {
                locking.execute(statement);
            }
            return new RowLock(url, connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Cuts the connections of those that wait for a lock.
    ///
    /// @return how many did
    public int cutWaiting() {
        try (Connection other = DriverManager.getConnection(url);
                Statement cutting = other.createStatement();
                ResultSet row =
                        cutting.executeQuery(
                                """
                                select count(pg_terminate_backend(pid)) from pg_stat_activity
                                where datname = current_database() and wait_event_type = 'Lock'
                                """)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
