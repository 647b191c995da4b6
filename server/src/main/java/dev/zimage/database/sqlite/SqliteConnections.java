package dev.zimage.database.sqlite;

import dev.zimage.database.Dialect;
import dev.zimage.database.StatementCache;
import dev.zimage.database.StorageException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.core.CoreStatement;

/// Opens connections to a database file, with the settings that they need.
final class SqliteConnections {

    static final String ANY_READ = "select count(*) from sqlite_schema";

    private static final int LARGEST_LOG_KEPT = 64 << 20;

    private SqliteConnections() {}

    /// Connections that change nothing in the file, not even its version, for those who only look.
    ///
    /// @throws StorageException when SQLite cannot be loaded
    static DataSource readOnly(Path file, Duration busy) {
        NativeLibrary.require();
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout((int) busy.toMillis());
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(url(file));
        return source;
    }

    /// Connections without settings, for the migrations.
    static DataSource source(Path file) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl(url(file));
        return source;
    }

    private static String url(Path file) {
        return "jdbc:sqlite:" + file;
    }

    /// A connection for reads, which has read once.
    static Handle openReader(Jdbi readers) {
        Handle handle = readers.open();
        handle.execute("pragma query_only = on");
        handle.createQuery(ANY_READ).mapTo(Integer.class).one();
        return handle;
    }

    /// Opens connections to a file.
    ///
    /// @param busy how long a statement waits for another process
    static Jdbi of(Path file, Duration busy, Dialect dialect) {
        Jdbi jdbi = Jdbi.create(() -> DriverManager.getConnection(url(file), settings(busy)));
        jdbi.setStatementBuilderFactory(connection ->
                new StatementCache(SqliteFailures.CODES, SqliteConnections::isBroken));
        dialect.configure(jdbi);
        return jdbi;
    }

    /// After most failures, for example on a full disk, the driver has freed the native statement
    /// without marking it as closed.
    private static boolean isBroken(PreparedStatement prepared) {
        return prepared instanceof CoreStatement statement && statement.pointer.isClosed();
    }

    private static Properties settings(Duration busy) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout((int) busy.toMillis());
        config.enforceForeignKeys(true);
        config.setGetGeneratedKeys(false);
        config.setCacheSize(-16_000);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setJournalSizeLimit(LARGEST_LOG_KEPT);
        return config.toProperties();
    }
}
