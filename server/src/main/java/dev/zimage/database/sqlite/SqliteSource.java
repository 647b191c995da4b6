package dev.zimage.database.sqlite;

import dev.zimage.database.Database;
import dev.zimage.database.DatabaseSource;
import dev.zimage.database.SchemaState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A database in a file.
public record SqliteSource(Path file) implements DatabaseSource {

    private static final int FINDINGS = 3;

    @Override
    public boolean exists() {
        return Files.isRegularFile(file);
    }

    @Override
    public Database open() {
        return SqliteDatabase.open(file);
    }

    @Override
    public Connection connect() throws SQLException {
        return SqliteConnections.readOnly(file, SqliteDatabase.TIMEOUT).getConnection();
    }

    @Override
    public Soundness soundness() {
        return new Soundness(file.toFile().length(), "sound by SQLite's quick check", quickCheck());
    }

    private List<String> quickCheck() {
        List<String> findings = new ArrayList<>();
        try (Connection connection =
                        SqliteConnections.readOnly(file, SqliteDatabase.TIMEOUT).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("pragma quick_check(" + FINDINGS + ")")) {
            while (rows.next()) {
                findings.add(rows.getString(1).strip());
            }
        } catch (SQLException e) {
            throw SqliteFailures.CODES.failed(String.valueOf(e.getMessage()), e);
        }
        findings.remove("ok");
        return findings;
    }

    @Override
    public SchemaState schema() {
        return SqliteDatabase.schema(SqliteConnections.readOnly(file, SqliteDatabase.TIMEOUT))
                .state();
    }
}
