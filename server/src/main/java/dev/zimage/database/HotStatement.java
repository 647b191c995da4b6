package dev.zimage.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// A statement on the path of every submission and every poll. There Jdbi's named parameters and
/// mappers take longer than SQLite does; everywhere else Jdbi is the better reading. Parameters are
/// bound in the order of their question marks. Used by one thread, within one piece of work.
public final class HotStatement implements AutoCloseable {

    private final Handle handle;
    private final String sql;
    private final PreparedStatement statement;
    private int bound;

    /// Reads a row.
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private HotStatement(Handle handle, String sql, PreparedStatement statement) {
        this.handle = handle;
        this.sql = sql;
        this.statement = statement;
    }

    /// Takes the statement from the connection's cache, or prepares it.
    public static HotStatement on(Handle handle, String sql) {
        try {
            StatementCache cache = (StatementCache) handle.getStatementBuilder();
            return new HotStatement(handle, sql, cache.prepared(handle.getConnection(), sql));
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    public HotStatement text(@Nullable String value) {
        try {
            statement.setString(++bound, value);
            return this;
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    public HotStatement number(long value) {
        try {
            statement.setLong(++bound, value);
            return this;
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /// @return the number of rows that changed
    public int update() {
        try {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /// The first row, if there is one.
    public <T> Optional<T> first(Row<T> row) {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private static StorageException refused(SQLException cause) {
        return new StorageException("the database refused a statement", cause);
    }

    @Override
    public void close() {
        try {
            handle.getStatementBuilder().close(handle.getConnection(), sql, statement);
        } catch (SQLException e) {
            throw refused(e);
        }
    }
}
