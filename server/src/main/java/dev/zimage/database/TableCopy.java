package dev.zimage.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// One table on its way from one database to another.
///
/// @param columns of the target, which the source has too
record TableCopy(String table, List<Column> columns) {

    private static final int ROWS_AT_ONCE = 1_000;

    /// Amounts of money; of other numbers the remainders are summed up, which cannot overflow.
    private static final Set<String> AMOUNTS = Set.of("balance", "amount", "price");

    /// @param type of `java.sql.Types`
    /// @param counted whether the database numbers new rows by it
    record Column(String name, int type, boolean counted) {}

    static TableCopy of(DatabaseMetaData target, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (ResultSet rows = target.getColumns(null, null, table, null)) {
            while (rows.next()) {
                columns.add(
                        new Column(
                                rows.getString("COLUMN_NAME"),
                                rows.getInt("DATA_TYPE"),
                                rows.getString("IS_AUTOINCREMENT").equals("YES")));
            }
        }
        return new TableCopy(table, columns);
    }

    void run(Connection from, Connection to) throws SQLException {
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        try (Statement select = from.createStatement();
                ResultSet rows = select.executeQuery("select " + names + " from " + table);
                PreparedStatement insert =
                        to.prepareStatement(
                                "insert into %s (%s) values (%s)".formatted(table, names, marks))) {
            int pending = 0;
            while (rows.next()) {
                copy(rows, insert);
                if (++pending % ROWS_AT_ONCE == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        goOnCounting(to);
    }

    private void copy(ResultSet row, PreparedStatement insert) throws SQLException {
        for (int i = 1; i <= columns.size(); i++) {
            int type = columns.get(i - 1).type;
            if (row.getObject(i) == null) {
                insert.setNull(i, type);
            } else {
                switch (type) {
                    case Types.BIGINT, Types.INTEGER -> insert.setLong(i, row.getLong(i));
                    case Types.DOUBLE, Types.REAL -> insert.setDouble(i, row.getDouble(i));
                    case Types.BINARY -> insert.setBytes(i, row.getBytes(i));
                    default -> insert.setString(i, row.getString(i));
                }
            }
        }
        insert.addBatch();
    }

    private void goOnCounting(Connection to) throws SQLException {
        for (Column column : columns) {
            if (column.counted) {
                try (Statement statement = to.createStatement()) {
                    long next = one(statement, "select coalesce(max(%s), 0) + 1 from %s", column);
                    statement.execute(
                            "alter table %s alter column %s restart with %d"
                                    .formatted(table, column.name, next));
                }
            }
        }
    }

    private long one(Statement statement, String query, Column column) throws SQLException {
        try (ResultSet row = statement.executeQuery(query.formatted(column.name, table))) {
            row.next();
            return row.getLong(1);
        }
    }

    /// The number of rows and what each column comes to. Two databases with the same rows have the
    /// same.
    List<Long> totals(Connection of) throws SQLException {
        String sums = columns.stream().map(TableCopy::sum).collect(Collectors.joining(", "));
        try (Statement statement = of.createStatement();
                ResultSet row =
                        statement.executeQuery("select count(*), " + sums + " from " + table)) {
            row.next();
            List<Long> totals = new ArrayList<>();
            for (int i = 1; i <= columns.size() + 1; i++) {
                totals.add(row.getLong(i));
            }
            return totals;
        }
    }

    private static String sum(Column column) {
        return switch (column.type) {
            case Types.BIGINT, Types.INTEGER ->
                    AMOUNTS.contains(column.name)
                            ? "sum(%s)".formatted(column.name)
                            : "sum(%s %% 1000003)".formatted(column.name);
            case Types.DOUBLE, Types.REAL -> "count(%s)".formatted(column.name);
            default -> "sum(length(%s))".formatted(column.name);
        };
    }
}
