package dev.zimage.database.sqlite;

import dev.zimage.database.CommitTrain;
import dev.zimage.database.Database;
import dev.zimage.database.DatabaseLoad;
import dev.zimage.database.Dialect;
import dev.zimage.database.Schema;
import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
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
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// SQLite in a file of the data directory: write-ahead log, a sync at each commit, one writer
/// thread that commits all waiting transactions together (see `CommitTrain`) and a few connections
/// for reads.
///
/// Reads run on the calling thread: they are point look-ups of some microseconds, for which a hop
/// to another thread would cost more than the look-up. Another process may use the file at the same
/// time; the command line does.
public final class SqliteDatabase implements Database {

    private static final Logger log = LoggerFactory.getLogger(SqliteDatabase.class);

    /// There is one writer at a time, so nothing has to be locked or skipped.
    private static final Dialect DIALECT = new Dialect("", "", "instr", false, true);

    /// The version of the newest migration in `db/sqlite`.
    static final int NEWEST_SCHEMA = 26;

    /// Writes the first page as it is.
    private static final String CHANGE_OF_NOTHING = "pragma user_version = 0";

    private static final int READERS = 8;
    private static final long LEAST_ROOM = 1 << 20;
    static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ATTEMPT = Duration.ofMillis(500);

    private final Path file;
    private final OpenFiles files;
    private final CommitTrain writer;
    private final Handle writeHandle;
    private final BlockingDeque<Handle> idleReaders = new LinkedBlockingDeque<>(READERS);
    private volatile boolean closed;

    private SqliteDatabase(Path file) throws IOException {
        this.file = file;
        this.writeHandle = SqliteConnections.of(file, ATTEMPT, DIALECT).open();
        try {
            Jdbi readers = SqliteConnections.of(file, TIMEOUT, DIALECT);
            for (int i = 0; i < READERS; i++) {
                idleReaders.add(SqliteConnections.openReader(readers));
            }
            this.files = OpenFiles.of(file);
        } catch (IOException | RuntimeException e) {
            closeReaders();
            writeHandle.close();
            throw e;
        }
        this.writer =
                new CommitTrain(
                        "database-writer",
                        new SqliteTransactions(writeHandle, files::requireInPlace),
                        SqliteFailures.CODES,
                        TIMEOUT);
    }

    /// Opens the database in `file`, makes it when it is not there, and brings its tables up to
    /// date.
    ///
    /// @throws StorageException when the file is no database of ours or cannot be written
    public static SqliteDatabase open(Path file) {
        try {
            NativeLibrary.require();
            createPrivately(file);
            schema(SqliteConnections.source(file)).bringUpToDate();
            return new SqliteDatabase(file);
        } catch (IOException | RuntimeException e) {
            throw cannotOpen(file, e);
        }
    }

    /// SQLite does not always say so when it has no room for the files beside the database.
    private static StorageException cannotOpen(Path file, Exception cause) {
        StorageFailure told = SqliteFailures.CODES.of(cause);
        boolean noRoom =
                told == StorageFailure.UNWRITABLE
                        && file.toAbsolutePath().resolveSibling(".").toFile().getUsableSpace()
                                < LEAST_ROOM;
        StorageFailure failure = noRoom ? StorageFailure.FULL : told;
        String why = failure.isOutage() ? ": " + failure.meaning() + "; " + failure.remedy() : "";
        return new StorageException(failure, "cannot open the database " + file + why, cause);
    }

    /// Loads what the first connection needs: the native library, and the flight recorder that Jdbi
    /// asks for. Nothing depends on it; done while the command line is read, it shortens a start.
    public static void loadEarly() {
        try {
            NativeLibrary.require();
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
                Jdbi.create(connection).useHandle(handle -> handle.execute("select 1"));
            }
        } catch (SQLException | RuntimeException e) {
            log.debug("could not load the database early", e); // who opens one will say more
        }
    }

    private static void createPrivately(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
    }

    static Schema schema(DataSource source) {
        return new Schema(source, SqliteFailures.CODES, "classpath:db/sqlite", NEWEST_SCHEMA);
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
            throw SqliteFailures.CODES.failed("the database could not answer", e);
        } finally {
            giveBack(handle);
        }
    }

    private Handle borrow() {
        try {
            if (closed) {
                throw new StorageException(StorageFailure.CLOSED, "the database is closed");
            }
            Handle handle = idleReaders.pollFirst();
            if (handle == null) {
                handle = idleReaders.pollFirst(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (handle == null) {
                throw new StorageException(StorageFailure.BUSY, "no free connection");
            }
            return handle;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SqliteFailures.CODES.failed("interrupted while waiting for a connection", e);
        }
    }

    private void giveBack(Handle handle) {
        if (closed) {
            handle.close();
        } else {
            idleReaders.addFirst(handle);
        }
    }

    /// The read goes by a connection of its own, for those that are open have in memory what they
    /// need of a file that was damaged since.
    @Override
    public void check(@Nullable StorageFailure last) {
        files.requireInPlace();
        read(last == StorageFailure.CORRUPT ? "pragma quick_check(1)" : SqliteConnections.ANY_READ);
        write(tx -> last == null ? 0 : tx.execute(CHANGE_OF_NOTHING));
    }

    private void read(String query) {
        try (Connection fresh = SqliteConnections.readOnly(file, TIMEOUT).getConnection();
                Statement statement = fresh.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            String found = rows.next() ? rows.getString(1) : "";
            if (query.startsWith("pragma") && !found.equals("ok")) {
                throw new StorageException(StorageFailure.CORRUPT, found);
            }
        } catch (SQLException e) {
            throw SqliteFailures.CODES.failed("the database cannot be read", e);
        }
    }

    @Override
    public DatabaseLoad load() {
        return new DatabaseLoad(
                READERS - idleReaders.size(),
                READERS,
                0,
                writer.waiting(),
                writer.commits(),
                writer.changes());
    }

    @Override
    public Dialect dialect() {
        return DIALECT;
    }

    @Override
    public void close() {
        writer.close();
        closed = true;
        closeReaders();
        writeHandle.close();
    }

    private void closeReaders() {
        for (Handle handle; (handle = idleReaders.pollFirst()) != null; ) {
            handle.close();
        }
    }
}
