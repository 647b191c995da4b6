package dev.zimage.database.sqlite;

import dev.zimage.database.CommitTrain;
import dev.zimage.database.Database;
import dev.zimage.database.Dialect;
import dev.zimage.database.StatementCache;
import dev.zimage.database.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// SQLite in a file of the data directory: write-ahead log, a sync at each commit, one writer
/// thread that commits all waiting transactions together (see `CommitTrain`) and a few connections
/// for reads.
///
/// Reads run on the calling thread: they are point look-ups of some microseconds, for which a hop
/// to another thread would cost more than the look-up. Another process may use the file at the same
/// time; the command line does.
public final class SqliteDatabase implements Database {

    private static final Logger log = LoggerFactory.getLogger(SqliteDatabase.class);

    /// The version of the newest migration in `db/sqlite`.
    static final String NEWEST_SCHEMA = "1";

    private static final int READERS = 8;
    private static final Duration BUSY = Duration.ofSeconds(10);
    private static final int LARGEST_LOG_KEPT = 64 << 20;

    private final CommitTrain writer;
    private final Handle writeHandle;
    private final BlockingDeque<Handle> idleReaders = new LinkedBlockingDeque<>(READERS);
    private volatile boolean closed;

    private SqliteDatabase(Path file) {
        String url = "jdbc:sqlite:" + file;
        this.writeHandle = open(url, false);
        this.writer = new CommitTrain(writeHandle);
        for (int i = 0; i < READERS; i++) {
            idleReaders.add(open(url, true));
        }
    }

    /// Opens the database in `file`, makes it when it is not there, and brings its tables up to
    /// date.
    ///
    /// @throws StorageException when the file is no database of ours or cannot be written
    public static SqliteDatabase open(Path file) {
        try {
            createPrivately(file);
            migrate("jdbc:sqlite:" + file);
            return new SqliteDatabase(file);
        } catch (IOException | RuntimeException e) {
            throw new StorageException(
                    "cannot open the database " + file + ": " + e.getMessage(), e);
        }
    }

    /// Loads what the first connection needs: the native library, and the flight recorder that Jdbi
    /// asks for. Nothing depends on it; done while the command line is read, it shortens a start.
    public static void loadEarly() {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            Jdbi.create(connection).useHandle(handle -> handle.execute("select 1"));
        } catch (SQLException | RuntimeException e) {
            log.debug("could not load the database early", e); // who opens one will say more
        }
    }

    /// Connections that change nothing in the file, not even its version, for those who only look.
    public static DataSource readOnly(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout((int) BUSY.toMillis());
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static void createPrivately(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
    }

    /// Flyway takes longer to find that there is nothing to do than the rest of a start takes.
    private static void migrate(String url) {
        if (!isCurrent(url)) {
            Flyway.configure()
                    .dataSource(url, null, null)
                    .locations("classpath:db/sqlite")
                    .loggers("slf4j")
                    .load()
                    .migrate();
        }
    }

    private static boolean isCurrent(String url) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet history =
                        statement.executeQuery(
                                """
                                select version, success from flyway_schema_history
                                order by installed_rank desc limit 1
                                """)) {
            return history.next()
                    && history.getString(1).equals(NEWEST_SCHEMA)
                    && history.getInt(2) == 1;
        } catch (SQLException e) {
            return false; // a new file has no history
        }
    }

    private static Handle open(String url, boolean readOnly) {
        Jdbi jdbi = Jdbi.create(() -> DriverManager.getConnection(url, settings()));
        jdbi.setStatementBuilderFactory(connection -> new StatementCache());
        // By default a failure shows the arguments of its statement: prompts, which never get into
        // a log.
        jdbi.getConfig(StatementExceptions.class)
                .setMessageRendering(StatementExceptions.MessageRendering.NONE);
        Handle handle = jdbi.open();
        if (readOnly) {
            handle.execute("pragma query_only = on");
        }
        return handle;
    }

    private static Properties settings() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout((int) BUSY.toMillis());
        config.enforceForeignKeys(true);
        config.setGetGeneratedKeys(false);
        config.setCacheSize(-16_000);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setJournalSizeLimit(LARGEST_LOG_KEPT);
        return config.toProperties();
    }

    @Override
    public <T> T write(Work<T> work) {
        return writer.ride(work);
    }

    @Override
    public <T> T read(Work<T> work) {
        Handle handle = borrow();
        try {
            return work.on(handle);
        } catch (JdbiException e) {
            throw new StorageException("the database could not answer", e);
        } finally {
            giveBack(handle);
        }
    }

    private Handle borrow() {
        try {
            Handle handle = idleReaders.pollFirst();
            if (handle == null) {
                handle = idleReaders.pollFirst(BUSY.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (handle == null || closed) {
                throw new StorageException(
                        closed ? "the database is closed" : "no free connection");
            }
            return handle;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("interrupted while waiting for a connection", e);
        }
    }

    private void giveBack(Handle handle) {
        if (closed) {
            handle.close();
        } else {
            idleReaders.addFirst(handle);
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public void close() {
        writer.close();
        closed = true;
        for (Handle handle; (handle = idleReaders.pollFirst()) != null; ) {
            handle.close();
        }
        writeHandle.close();
    }
}
