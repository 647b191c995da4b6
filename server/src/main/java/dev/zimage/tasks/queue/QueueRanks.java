package dev.zimage.tasks.queue;

import dev.zimage.accounts.AccountId;
import dev.zimage.database.Database;
import dev.zimage.database.StorageException;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/// Where tasks stand among the queued tasks of their own accounts, at about the moment of one
/// snapshot. The ids of an account are read when somebody first asks about one of its tasks. Safe
/// for use by any number of threads.
final class QueueRanks {

    /// An account with more queued tasks than these gets this position for the rest.
    private static final int MOST_READ = 2_000;

    private final Database database;
    private final Map<Queue, List<TaskId>> read = new ConcurrentHashMap<>();

    private record Queue(String engine, AccountId account) {}

    QueueRanks(Database database) {
        this.database = database;
    }

    /// How many queued tasks of the same account go before this one.
    ///
    /// @param otherwise the answer while the database cannot be read
    int rank(Task task, int otherwise) {
        Queue queue = new Queue(task.engine(), task.account());
        List<TaskId> own = read.get(queue);
        if (own == null) {
            try {
                own = database.read(tx -> read(tx, queue));
            } catch (StorageException e) {
                return otherwise;
            }
            read.put(queue, own);
        }
        int found = Collections.binarySearch(own, task.id());
        return found >= 0 ? found : -found - 1;
    }

    private static List<TaskId> read(Handle tx, Queue queue) {
        return tx.createQuery(
                        """
                        select id from tasks
                        where status = 'queued' and engine = :engine and account_id = :account
                        order by id limit :most
                        """)
                .bind("engine", queue.engine)
                .bind("account", queue.account.value())
                .bind("most", MOST_READ)
                .map((row, context) -> new TaskId(row.getString(1)))
                .list();
    }
}
