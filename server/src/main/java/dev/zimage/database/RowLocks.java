package dev.zimage.database;

import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Finds the groups of changes that another transaction holds up, on a database with many writers.
@FunctionalInterface
public interface RowLocks {

    /// Locks what a change of a group locks first, without waiting for anybody.
    ///
    /// @return those of the groups for which that was not possible, because another transaction has
    ///   locked it; all others are locked until the end of the transaction
    Set<Long> heldElsewhere(Handle tx, Set<Long> groups);
}
