package dev.zimage.database;

import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Where accounts, tasks and credits live. Safe for use by any number of threads.
///
/// A feature opens one transaction for one use case and does nothing in it but SQL: no network, no
/// engine, no waiting, and nothing that must not happen twice, because a transaction may be rolled
/// back and run again.
public interface Database extends AutoCloseable {

    /// Runs `work` in one transaction. When this returns, the changes are on disk; when it throws,
    /// none of them are.
    ///
    /// @throws StorageException when the database could not take the change (full disk, busy,
    ///   closed)
    <T> T write(Work<T> work);

    /// The same, for many changes of one group: those that wait may be committed together. Work of
    /// a group locks nothing of another group.
    ///
    /// @param group the id of the account that the work is for
    default <T> T write(long group, Work<T> work) {
        return write(work);
    }

    /// The same for one of many items that a few statements can store together.
    ///
    /// @param work one object for all items, by which they are recognised as alike
    default <I, T> T write(long group, BulkWork<I, T> work, I item) {
        return write(group, tx -> work.on(tx, List.of(item)).getFirst());
    }

    /// Runs `work`, which must not change anything, on the newest committed state. Each statement
    /// sees a state of its own, and the work may run again when a connection is lost.
    <T> T read(Work<T> work);

    /// Finds out whether changes can be stored. It may wait as long as a change would.
    ///
    /// @param last the failure of the last attempt, null when it was good. How much is tried
    ///   depends on it: to store something costs a sync of the disk
    /// @throws StorageException when they cannot
    void check(@Nullable StorageFailure last);

    /// The clock by which all processes of an installation agree on leases and expiries.
    ///
    /// @param local the clock of this machine
    default Clock clock(Clock local) {
        return local;
    }

    /// How busy it is.
    DatabaseLoad load();

    /// Where this database's SQL differs from the others'.
    Dialect dialect();

    /// Finishes what was accepted and closes all connections. Later calls throw [StorageException].
    @Override
    void close();

    /// SQL on a handle that is valid only during the call.
    @FunctionalInterface
    interface Work<T> {
        T on(Handle handle);
    }
}
