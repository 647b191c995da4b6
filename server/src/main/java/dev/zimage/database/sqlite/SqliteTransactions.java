package dev.zimage.database.sqlite;

import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import dev.zimage.database.Transactions;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// Transactions on one connection, each with the lock of the only writer from its beginning.
final class SqliteTransactions implements Transactions {

    private final Handle handle;
    private final Runnable beforeCommit;

    /// @param handle a connection that is in autocommit mode and used by nobody else; its busy
    ///   timeout is the length of one attempt to get the lock
    /// @param beforeCommit throws where a change that is committed now would be lost
    SqliteTransactions(Handle handle, Runnable beforeCommit) {
        this.handle = handle;
        this.beforeCommit = beforeCommit;
    }

    @Override
    public void run(Consumer<Handle> work) {
        begin();
        try {
            work.accept(handle);
            beforeCommit.run();
            command("commit");
        } catch (RuntimeException | Error e) {
            rollBack(e);
            throw e;
        }
    }

    private void begin() {
        try {
            command("begin immediate");
        } catch (StorageException e) {
            if (e.failure() == StorageFailure.BUSY) {
                throw new NotBegunException(e);
            }
            rollBack(e);
            throw e;
        }
    }

    private void rollBack(Throwable cause) {
        try {
            command("rollback");
        } catch (RuntimeException e) {
            cause.addSuppressed(e); // SQLite has done it already, or there was nothing to undo
        }
    }

    /// Begins and ends transactions in SQL. The driver's own `commit` begins the next transaction
    /// at once, and throws when that fails: changes that were committed would then run again.
    private void command(String sql) {
        try (Statement statement = handle.getConnection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw SqliteFailures.CODES.failed("the database refused to " + sql, e);
        }
    }
}
