package dev.zimage.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// A statement on the path of every submission and every poll. There Jdbi's named parameters and
/// mappers take longer than an embedded database does; everywhere else Jdbi is the better reading.
/// Parameters are bound in the order of their question marks. Used by one thread, within one piece
/// of work.
public final class HotStatement implements AutoCloseable {

    private final Connection connection;
    private final StatementCache cache;
    private final String sql;
    private final PreparedStatement statement;
    private int bound;

    /// Reads a row.
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private HotStatement(Connection connection, StatementCache cache, String sql)
            throws SQLException {
        this.connection = connection;
        this.cache = cache;
        this.sql = sql;
        this.statement = cache.prepared(connection, sql);
    }

    /// Takes the statement from the connection's cache, or prepares it.
    public static HotStatement on(Handle handle, String sql) {
        StatementCache cache = (StatementCache) handle.getStatementBuilder();
        try {
            return new HotStatement(handle.getConnection(), cache, sql);
        } catch (SQLException e) {
            throw refused(cache, e);
        }
    }

    public HotStatement text(@Nullable String value) {
        try {
            statement.setString(++bound, value);
            return this;
        } catch (SQLException e) {
            throw refused(cache, e);
        }
    }

    public HotStatement number(long value) {
        try {
            statement.setLong(++bound, value);
            return this;
        } catch (SQLException e) {
            throw refused(cache, e);
        }
    }

    /// An array of numbers, on databases that know arrays.
    public HotStatement numbers(LongStream values) {
        return array(values.toArray());
    }

    /// An array of texts, each of which may be null, on databases that know arrays.
    public HotStatement texts(Stream<? extends @Nullable String> values) {
        return array(values.toArray(String[]::new));
    }

    /// An array of byte strings, on databases that know arrays.
    public HotStatement bytes(Stream<byte[]> values) {
        return array(values.toArray(byte[][]::new));
    }

    private HotStatement array(Object array) {
        try {
            statement.setObject(++bound, array);
            return this;
        } catch (SQLException e) {
            throw refused(cache, e);
        }
    }

    /// @return the number of rows that changed
    public int update() {
        try {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw refused(cache, e);
        }
    }

    /// The first row, if there is one.
    public <T> Optional<T> first(Row<T> row) {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
        } catch (SQLException e) {
            throw refused(cache, e);
        }
    }

    /// All rows.
    public <T> List<T> all(Row<T> row) {
        try (ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw refused(cache, e);
        }
    }

    private static StorageException refused(StatementCache cache, SQLException cause) {
        return cache.codes().failed("the database refused a statement", cause);
    }

    @Override
    public void close() {
        try {
            cache.close(connection, sql, statement);
        } catch (SQLException e) {
            throw refused(cache, e);
        }
    }
}
