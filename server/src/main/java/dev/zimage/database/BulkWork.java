package dev.zimage.database;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// SQL for many items in one transaction. Items that wait for a commit together are passed
/// together, so that a few statements can store them all. An item may come again in a later call,
/// alone, when its transaction was rolled back.
@FunctionalInterface
public interface BulkWork<I, T> {

    /// @param items at least one, in ascending order of their groups
    /// @return the result of each item, in the order of the items
    List<T> on(Handle tx, List<I> items);
}
