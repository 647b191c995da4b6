package dev.zimage.tasks;

import dev.zimage.accounts.AccountId;
import org.jdbi.v3.core.Handle;

/// Records what others must be told about the end of a task, in the transaction that ends it: the
/// record is committed with the end or not at all. Executes only SQL, and may run again when a
/// transaction is retried.
@FunctionalInterface
public interface Outbox {

    /// For use without receivers.
    Outbox NONE = (tx, task, account, end) -> {};

    /// @param end `COMPLETED` or `FAILED`
    void ended(Handle tx, TaskId task, AccountId account, TaskStatus end);
}
