package dev.zimage.database.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.zimage.database.Dialect;
import dev.zimage.database.StatementCache;
import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The connections of this process to the server. Safe for use by any number of threads.
///
/// While the server cannot be reached, one caller a second finds that out and the others fail at
/// once, rather than each waiting for an attempt of its own.
final class PostgresConnections implements AutoCloseable {

    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private volatile @Nullable Unreachable unreachable;

    private record Unreachable(StorageException cause, long until) {}

    /// @param most connections that may be open at once
    PostgresConnections(DataSource server, int most, Dialect dialect) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("database");
        config.setDataSource(server);
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(ATTEMPT.toMillis());
        config.setValidationTimeout(ATTEMPT.dividedBy(2).toMillis());
        config.setMaxLifetime(LONGEST_LIFE.toMillis());
        config.setIdleTimeout(LONGEST_LIFE.dividedBy(2).toMillis());
        config.setInitializationFailTimeout(-1);
        this.pool = new HikariDataSource(config);
        this.jdbi = Jdbi.create(pool);
        // A pooled connection keeps its prepared statements in the driver.
        jdbi.setStatementBuilderFactory(
                connection -> new StatementCache(PostgresFailures.CODES, statement -> false));
        dialect.configure(jdbi);
    }

    /// A connection in autocommit mode; to be closed after use.
    ///
    /// @throws StorageException when there is none
    Handle open() {
        Unreachable known = unreachable;
        if (known != null && System.nanoTime() - known.until < 0) {
            throw known.cause;
        }
        if (pool.isClosed()) {
            throw new StorageException(StorageFailure.CLOSED, "the database is closed");
        }
        try {
            Handle handle = jdbi.open();
            unreachable = null;
            return handle;
        } catch (ConnectionException e) {
            throw unopened(e);
        }
    }

    private StorageException unopened(ConnectionException e) {
        StorageException failure = failed(e);
        if (failure.failure() == StorageFailure.UNREACHABLE) {
            unreachable = new Unreachable(failure, System.nanoTime() + BETWEEN_ATTEMPTS.toNanos());
        }
        return failure;
    }

    /// When there is no connection at all, none can have been busy: the server has not answered
    /// yet.
    private StorageException failed(ConnectionException e) {
        String message = "no connection to the database";
        StorageException failure = PostgresFailures.CODES.failed(message, e);
        boolean none = !pool.isClosed() && pool.getHikariPoolMXBean().getTotalConnections() == 0;
        return failure.failure() == StorageFailure.OVERLOADED && none
                ? new StorageException(StorageFailure.UNREACHABLE, message, e)
                : failure;
    }

    int inUse() {
        return pool.getHikariPoolMXBean().getActiveConnections();
    }

    int most() {
        return pool.getMaximumPoolSize();
    }

    /// How many threads wait for a connection.
    int waiting() {
        return pool.getHikariPoolMXBean().getThreadsAwaitingConnection();
    }

    /// Closes a connection after a failure: its transaction is rolled back, and a connection that
    /// is lost leaves the pool.
    void giveBackFailed(Handle handle, Throwable cause) {
        try {
            Connection connection = handle.getConnection();
            if (PostgresFailures.isLost(cause)) {
                pool.evictConnection(connection);
            } else if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException | RuntimeException e) {
            cause.addSuppressed(e);
        }
        try {
            handle.close();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /// Closes the connections that nobody uses, and the others as soon as they are given back. The
    /// pool does not test a connection that was used within the last half second, so it would hand
    /// out one after the other of those that the server ended together.
    void closeIdle() {
        if (!pool.isClosed()) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    /// Begins a transaction.
    static void begin(Handle handle) {
        try {
            handle.getConnection().setAutoCommit(false);
        } catch (SQLException e) {
            throw PostgresFailures.CODES.failed("no transaction could begin", e);
        }
    }

    /// Commits the transaction.
    static void commit(Handle handle) throws SQLException {
        Connection connection = handle.getConnection();
        connection.commit();
        connection.setAutoCommit(true);
    }

    @Override
    public void close() {
        pool.close();
    }
}
