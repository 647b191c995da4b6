package dev.zimage.database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// A transaction of somebody else on PostgreSQL, which keeps what it has locked until it is closed.
public final class RowLock implements AutoCloseable {

    private final Connection connection;

    private RowLock(Connection connection) {
        this.connection = connection;
    }

    /// @param installation its data directory
    /// @param statement that locks
    public static RowLock of(Path installation, String statement) {
        String url = PostgresCluster.url(installation).replace("zimage@", "");
        try {
            Connection connection = DriverManager.getConnection("jdbc:" + url + "?user=zimage");
            connection.setAutoCommit(false);
            try (Statement locking = connection.createStatement()) {
                locking.execute(statement);
            }
            return new RowLock(connection);
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
