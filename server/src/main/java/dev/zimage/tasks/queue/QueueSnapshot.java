package dev.zimage.tasks.queue;

import dev.zimage.accounts.AccountId;
import dev.zimage.tasks.TaskId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// The queued tasks at one moment, by engine and account.
///
/// @param engines for each engine, for each account, the ids of its queued tasks, oldest first
/// @param waiting how many there are
record QueueSnapshot(Map<String, Map<AccountId, List<TaskId>>> engines, int waiting) {

    static final QueueSnapshot EMPTY = new QueueSnapshot(Map.of(), 0);

    static QueueSnapshot read(Handle tx) {
        Map<String, Map<AccountId, List<TaskId>>> engines = new TreeMap<>();
        int[] waiting = new int[1];
        tx.createQuery(
                        """
                        select engine, account_id, id from tasks where status = 'queued'
                        order by engine, account_id, id
                        """)
                .map((row, context) -> {
                    engines.computeIfAbsent(row.getString(1), name -> new java.util.HashMap<>())
                            .computeIfAbsent(new AccountId(row.getLong(2)), id -> new ArrayList<>())
                            .add(new TaskId(row.getString(3)));
                    return waiting[0]++;
                })
                .forEach(row -> {});
        return new QueueSnapshot(engines, waiting[0]);
    }

    int waiting(String engine) {
        return of(engine).values().stream().mapToInt(List::size).sum();
    }

    /// The place of a task, from 1, when claims go round the accounts.
    int position(String engine, AccountId account, TaskId id) {
        List<TaskId> own = of(engine).getOrDefault(account, List.of());
        int found = Collections.binarySearch(own, id);
        return position(engine, account, found >= 0 ? found : -found - 1);
    }

    int positionOfNew(String engine, AccountId account) {
        return position(engine, account, of(engine).getOrDefault(account, List.of()).size());
    }

    /// `rank` tasks of the own account go first, and with each of them, and before this one, at
    /// most one of every other account.
    private int position(String engine, AccountId account, int rank) {
        int ahead = rank;
        for (Map.Entry<AccountId, List<TaskId>> other : of(engine).entrySet()) {
            if (!other.getKey().equals(account)) {
                ahead += Math.min(other.getValue().size(), rank + 1);
            }
        }
        return ahead + 1;
    }

    private Map<AccountId, List<TaskId>> of(String engine) {
        return engines.getOrDefault(engine, Map.of());
    }
}
