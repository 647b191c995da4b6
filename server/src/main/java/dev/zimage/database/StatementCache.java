package dev.zimage.database;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/// Keeps the prepared statements of one connection, because preparing costs more than running most
/// of our statements. Used by one thread at a time, like the connection itself.
public final class StatementCache implements StatementBuilder {

    private static final int CAPACITY = 64;

    private final FailureCodes codes;
    private final Predicate<PreparedStatement> broken;
    private final Map<String, PreparedStatement> idle = new HashMap<>();

    // Jdbi names a statement by the SQL that it was prepared from when it asks for one, and by the
    // SQL before its named parameters were replaced when it gives one back.
    private final IdentityHashMap<Statement, String> lent = new IdentityHashMap<>();

    /// @param codes of the database that the connection is to
    /// @param broken whether a statement can no longer be used after a failure, although
    ///   [Statement#isClosed] is false
    public StatementCache(FailureCodes codes, Predicate<PreparedStatement> broken) {
        this.codes = codes;
        this.broken = broken;
    }

    @Override
    public Statement create(Connection connection, StatementContext context) throws SQLException {
        return connection.createStatement();
    }

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context)
            throws SQLException {
        return prepared(connection, sql);
    }

    PreparedStatement prepared(Connection connection, String sql) throws SQLException {
        PreparedStatement prepared = idle.remove(sql);
        if (prepared == null) {
            prepared = connection.prepareStatement(sql);
        }
        lent.put(prepared, sql);
        return prepared;
    }

    @Override
    public CallableStatement createCall(Connection connection, String sql, StatementContext context)
            throws SQLException {
        return connection.prepareCall(sql);
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        String preparedFrom = lent.remove(statement);
        // Its parameters stay bound until the next user binds all of them: clearing them makes
        // SQLite plan some statements anew, four times the cost of running them.
        boolean kept =
                preparedFrom != null
                        && statement instanceof PreparedStatement prepared
                        && !broken.test(prepared)
                        && idle.size() < CAPACITY
                        && idle.putIfAbsent(preparedFrom, prepared) == null;
        if (!kept) {
            statement.close();
        }
    }

    FailureCodes codes() {
        return codes;
    }

    @Override
    public void close(Connection connection) {
        for (PreparedStatement prepared : idle.values()) {
            try {
                prepared.close();
            } catch (SQLException e) {
                throw codes.failed("could not close a statement", e);
            }
        }
        idle.clear();
    }
}
