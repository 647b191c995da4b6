package dev.zimage.server;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// Keeps the database of a server locked until it is closed, as another process can.
public final class DatabaseLock implements AutoCloseable {

    private final Connection connection;

    private DatabaseLock(Path file) {
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            execute("pragma busy_timeout = 60000");
            execute("begin immediate");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static DatabaseLock of(TestServer server) {
        return new DatabaseLock(server.data().databaseFile());
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            execute("rollback");
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
