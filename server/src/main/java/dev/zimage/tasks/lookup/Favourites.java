package dev.zimage.tasks.lookup;

import dev.zimage.accounts.AccountId;
import dev.zimage.database.Database;
import dev.zimage.tasks.TaskId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The pictures that people have starred, each for themselves. Safe for use by any number of
/// threads and processes.
public final class Favourites {

    private final Database database;

    public Favourites(Database database) {
        this.database = database;
    }

    /// Stars a picture. Doing it again changes nothing.
    ///
    /// @param person the id of the person
    /// @param account of the person, whose pictures alone can be starred
    /// @return false when the account has no such picture, or it was deleted
    public boolean add(long person, AccountId account, TaskId task) {
        return database.write(tx -> {
            if (!hasPicture(tx, account, task)) {
                return false;
            }
            tx.createUpdate(
                            """
                            insert into favourites (person_id, task_id) values (:person, :task)
                            on conflict (person_id, task_id) do nothing
                            """)
                    .bind("person", person)
                    .bind("task", task.hex())
                    .execute();
            return true;
        });
    }

    /// The row of the picture is locked, so that it is not deleted before the star is stored.
    private static boolean hasPicture(Handle tx, AccountId account, TaskId task) {
        return tx.createQuery(
                        """
                        select task_id from images
                        where task_id = :task and number = 0 and deleted = 0
                          and exists (select 1 from tasks
                                      where id = :task and account_id = :account)
                        <lock>
                        """)
                .bind("task", task.hex())
                .bind("account", account.value())
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    /// Takes a star away. Doing it again changes nothing.
    public void remove(long person, TaskId task) {
        database.write(tx ->
                tx.createUpdate(
                                """
                                delete from favourites
                                where person_id = :person and task_id = :task
                                """)
                        .bind("person", person)
                        .bind("task", task.hex())
                        .execute());
    }

    /// Which of these tasks a person has starred.
    public Set<TaskId> among(long person, Collection<TaskId> tasks) {
        if (tasks.isEmpty()) {
            return Set.of();
        }
        return database.read(tx ->
                Set.copyOf(
                        tx.createQuery(
                                        """
                                        select task_id from favourites
                                        where person_id = :person and task_id in (<tasks>)
                                        """)
                                .bind("person", person)
                                .bindList("tasks", tasks.stream().map(TaskId::hex).toList())
                                .map((row, context) -> new TaskId(row.getString(1)))
                                .list()));
    }

    /// Takes away all stars of pictures, in the transaction that notes their deletion.
    ///
    /// @param taskHexes of at least one task
    public static void forget(Handle tx, List<String> taskHexes) {
        PreparedBatch batch = tx.prepareBatch("delete from favourites where task_id = :task");
        taskHexes.forEach(task -> batch.bind("task", task).add());
        var _ = batch.execute();
    }
}
