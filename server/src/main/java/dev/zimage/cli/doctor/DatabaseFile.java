package dev.zimage.cli.doctor;

import dev.zimage.database.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A database file opened for reading only, so that looking at it changes nothing, not even its
/// version.
final class DatabaseFile implements AutoCloseable {

    private static final int FINDINGS = 3;

    private final Path path;
    private final Connection connection;

    private DatabaseFile(Path path, Connection connection) {
        this.path = path;
        this.connection = connection;
    }

    static DatabaseFile open(Path path) throws SQLException {
        return new DatabaseFile(path, SqliteDatabase.readOnly(path).getConnection());
    }

    long bytes() {
        return path.toFile().length();
    }

    /// What SQLite finds wrong with the file; empty when it is sound.
    List<String> quickCheck() throws SQLException {
        List<String> findings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("pragma quick_check(" + FINDINGS + ")")) {
            while (rows.next()) {
                findings.add(rows.getString(1).strip());
            }
        }
        findings.remove("ok");
        return findings;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
