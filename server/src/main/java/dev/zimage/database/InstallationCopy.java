package dev.zimage.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Copies all that an installation has from one database to another, in one transaction: when it is
/// interrupted, the target is as before. No server may run on either.
public final class InstallationCopy {

    /// What belongs to processes and to the database itself, and is made anew.
    private static final Set<String> LEFT_OUT =
            Set.of(
                    "flyway_schema_history",
                    "workers",
                    "chores",
                    "claim_cursors",
                    "request_rates",
                    "console_request_rates",
                    "task_previews",
                    "recovery_mark",
                    "offered_models");

    private final DatabaseSource source;
    private final DatabaseSource target;

    /// What came of it.
    public sealed interface Result {

        /// @param rows of each table
        record Copied(Map<String, Long> rows) implements Result {}

        /// The target has the same already.
        ///
        /// @param rows of each table
        record Repeated(Map<String, Long> rows) implements Result {}

        /// The target has something else, and was left alone.
        ///
        /// @param table that differs
        record Occupied(String table) implements Result {}
    }

    public InstallationCopy(DatabaseSource source, DatabaseSource target) {
        this.source = source;
        this.target = target;
    }

    /// Copies, and compares the numbers of rows and the sums of all columns before the commit.
    ///
    /// @throws StorageException when one of the databases failed, or the copy is not equal
    public Result run() {
        source.open().close(); // brings the tables up to date
        target.open().close();
        try (Connection from = source.connect();
                Connection to = target.connect()) {
            from.setAutoCommit(false);
            to.setAutoCommit(false);
            Result result = copy(from, to);
            to.commit();
            return result;
        } catch (SQLException e) {
            throw new StorageException(
                    StorageFailure.REJECTED,
                    "the copy failed, and nothing was changed; try again: " + e.getMessage(),
                    e);
        }
    }

    private static Result copy(Connection from, Connection to) throws SQLException {
        List<TableCopy> tables = tables(to);
        if (!isEmpty(to)) {
            return compare(tables, from, to)
                    .<Result>map(Result.Occupied::new)
                    .orElse(new Result.Repeated(rows(tables, to)));
        }
        for (TableCopy table : tables) {
            table.run(from, to);
        }
        compare(tables, from, to)
                .ifPresent(table -> {
                    throw new StorageException(
                            StorageFailure.REJECTED,
                            "the copy of " + table + " is not equal; nothing was changed");
                });
        return new Result.Copied(rows(tables, to));
    }

    private static boolean isEmpty(Connection to) throws SQLException {
        try (Statement statement = to.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from accounts")) {
            row.next();
            return row.getLong(1) == 0;
        }
    }

    /// @return the first table that differs
    private static Optional<String> compare(List<TableCopy> tables, Connection from, Connection to)
            throws SQLException {
        for (TableCopy table : tables) {
            if (!table.totals(from).equals(table.totals(to))) {
                return Optional.of(table.table());
            }
        }
        return Optional.empty();
    }

    private static Map<String, Long> rows(List<TableCopy> tables, Connection of)
            throws SQLException {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (TableCopy table : tables) {
            rows.put(table.table(), table.totals(of).getFirst());
        }
        return rows;
    }

    /// All tables, those that others refer to before them.
    private static List<TableCopy> tables(Connection to) throws SQLException {
        DatabaseMetaData about = to.getMetaData();
        Set<String> left = new TreeSet<>();
        try (ResultSet rows = about.getTables(null, to.getSchema(), "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                left.add(rows.getString("TABLE_NAME"));
            }
        }
        left.removeAll(LEFT_OUT);
        List<TableCopy> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            String next = next(about, left);
            ordered.add(TableCopy.of(about, next));
            left.remove(next);
        }
        return ordered;
    }

    private static String next(DatabaseMetaData about, Set<String> left) throws SQLException {
        for (String table : left) {
            Set<String> needed = new HashSet<>();
            try (ResultSet keys = about.getImportedKeys(null, null, table)) {
                while (keys.next()) {
                    needed.add(keys.getString("PKTABLE_NAME"));
                }
            }
            needed.remove(table);
            needed.retainAll(left);
            if (needed.isEmpty()) {
                return table;
            }
        }
        throw new IllegalStateException("tables refer to one another: " + left);
    }
}
