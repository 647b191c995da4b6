package dev.zimage.database;

import dev.zimage.database.Transactions.NotBegunException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Stores groups of changes, each in one transaction. When a change of a group throws, the group is
/// rolled back and each of its changes runs in a transaction of its own, so that only the one at
/// fault fails. A change therefore may run twice, and only once for good.
final class GroupCommit {

    private final Transactions transactions;
    private final FailureCodes codes;
    private final LongAdder commits = new LongAdder();
    private final LongAdder changes = new LongAdder();

    /// What became of a group.
    enum Outcome {
        /// Each change was stored or has failed, and the group is empty.
        ENDED,
        /// Another transaction has locked rows that the group's changes need. Those that are left
        /// in the group were not stored.
        LOCKED
    }

    GroupCommit(Transactions transactions, FailureCodes codes) {
        this.transactions = transactions;
        this.codes = codes;
    }

    /// Commits a group and empties it as far as possible.
    ///
    /// @throws NotBegunException when no transaction could begin; the group is as it was
    Outcome commit(List<PendingWrite<?>> group) {
        try {
            transactions.run(handle -> run(handle, group));
            stored(group);
            group.clear();
            return Outcome.ENDED;
        } catch (NotBegunException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            return failed(group, e);
        }
    }

    private Outcome failed(List<PendingWrite<?>> group, Throwable thrown) {
        return switch (codes.of(thrown)) {
            case LOCKED -> Outcome.LOCKED;
            // The fault is in the database. After a commit whose answer stays unknown, none may run
            // again: it may have been made.
            case GONE, UNREACHABLE, STANDBY, UNCERTAIN -> fail(group, thrown);
            default -> group.size() == 1 ? fail(group, thrown) : commitEach(group);
        };
    }

    private static Outcome fail(List<PendingWrite<?>> group, Throwable cause) {
        group.forEach(write -> write.fail(cause));
        group.clear();
        return Outcome.ENDED;
    }

    private Outcome commitEach(List<PendingWrite<?>> group) {
        while (!group.isEmpty()) {
            List<PendingWrite<?>> alone = new ArrayList<>(List.of(group.getFirst()));
            if (commit(alone) == Outcome.LOCKED) {
                return Outcome.LOCKED;
            }
            group.removeFirst();
        }
        return Outcome.ENDED;
    }

    /// Stores those changes of the group for which nobody needs to wait, and leaves the others in
    /// it.
    ///
    /// @throws NotBegunException when no transaction could begin; the group is as it was
    void commitFree(List<PendingWrite<?>> group, RowLocks locks) {
        Set<Long> groups = group.stream().map(PendingWrite::order).collect(Collectors.toSet());
        Set<Long> held = new HashSet<>();
        try {
            transactions.run(handle -> {
                held.clear();
                held.addAll(locks.heldElsewhere(handle, groups));
                run(handle, free(group, held));
            });
        } catch (NotBegunException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            failed(group, e);
            return;
        }
        List<PendingWrite<?>> done = free(group, held);
        stored(done);
        group.removeAll(done);
    }

    private static List<PendingWrite<?>> free(List<PendingWrite<?>> group, Set<Long> held) {
        return group.stream().filter(write -> !held.contains(write.order())).toList();
    }

    private void stored(List<PendingWrite<?>> writes) {
        if (!writes.isEmpty()) {
            commits.increment();
            changes.add(writes.size());
            writes.forEach(PendingWrite::committed);
        }
    }

    private static void run(Handle handle, List<PendingWrite<?>> group) {
        for (int done = 0; done < group.size(); ) {
            List<PendingWrite<?>> left = group.subList(done, group.size());
            done += left.getFirst().runFirst(handle, left);
        }
    }

    /// How many groups were committed.
    long commits() {
        return commits.sum();
    }

    /// How many changes the committed groups had.
    long changes() {
        return changes.sum();
    }
}
