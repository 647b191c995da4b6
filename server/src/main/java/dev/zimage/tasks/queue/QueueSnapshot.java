package dev.zimage.tasks.queue;

import dev.zimage.accounts.AccountId;
import dev.zimage.tasks.TaskId;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// How many tasks were queued at one moment, by engine and account. It does not have their ids: a
/// hundred thousand of them would be read for the few that somebody asks about.
///
/// @param engines for each engine, for each account, how many tasks are queued
/// @param oldest for each engine, the queued task that was ordered first
/// @param waiting how many there are
record QueueSnapshot(
        Map<String, Map<AccountId, Integer>> engines, Map<String, TaskId> oldest, int waiting) {

    static final QueueSnapshot EMPTY = new QueueSnapshot(Map.of(), Map.of(), 0);

    static QueueSnapshot read(Handle tx) {
        Map<String, Map<AccountId, Integer>> engines = new TreeMap<>();
        Map<String, TaskId> oldest = new HashMap<>();
        int waiting =
                tx
                        .createQuery(
                                """
                                select engine, account_id, count(*), min(id) from tasks
                                where status = 'queued' group by engine, account_id
                                """)
                        .map((row, context) -> {
                            engines.computeIfAbsent(row.getString(1), name -> new HashMap<>())
                                    .put(new AccountId(row.getLong(2)), row.getInt(3));
                            oldest.merge(
                                    row.getString(1),
                                    new TaskId(row.getString(4)),
                                    (one, other) -> one.compareTo(other) < 0 ? one : other);
                            return row.getInt(3);
                        })
                        .stream()
                        .mapToInt(Integer::intValue)
                        .sum();
        return new QueueSnapshot(engines, oldest, waiting);
    }

    int waiting(String engine) {
        return of(engine).values().stream().mapToInt(Integer::intValue).sum();
    }

    int waiting(String engine, AccountId account) {
        return of(engine).getOrDefault(account, 0);
    }

    /// The place of a task, from 1, when claims go round the accounts: `rank` tasks of the own
    /// account go first, and with each of them, and before this one, at most one of every other
    /// account.
    int position(String engine, AccountId account, int rank) {
        int ahead = rank;
        for (Map.Entry<AccountId, Integer> other : of(engine).entrySet()) {
            if (!other.getKey().equals(account)) {
                ahead += Math.min(other.getValue(), rank + 1);
            }
        }
        return ahead + 1;
    }

    private Map<AccountId, Integer> of(String engine) {
        return engines.getOrDefault(engine, Map.of());
    }
}
