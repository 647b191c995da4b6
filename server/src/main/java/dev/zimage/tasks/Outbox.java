package dev.zimage.tasks;

import dev.zimage.accounts.AccountId;
import org.jdbi.v3.core.Handle;

/// Writes down what others are to be told of the end of a task, in the transaction that ends it: so
/// it is committed with the end or not at all. Does nothing but SQL, and may be called again when a
/// transaction is run again.
@FunctionalInterface
public interface Outbox {

    /// For those who tell nobody.
    Outbox NONE = (tx, task, account, end) -> {};

    /// @param end `COMPLETED` or `FAILED`
    void ended(Handle tx, TaskId task, AccountId account, TaskStatus end);
}
