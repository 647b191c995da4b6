package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.Caller;
import dev.zimage.database.Database;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.lookup.StatusFilter;
import dev.zimage.tasks.lookup.TaskArchive;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The search among the tasks of an account.
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TaskArchiveTest {

    /// More than a statement on PostgreSQL may have parameters.
    private static final int MANY = 70_000;

    private static final TaskArchive.Filter ALL =
            new TaskArchive.Filter(StatusFilter.ALL, null, "");

    private final TestDatabase kind;

    @TempDir Path folder;

    private Database database;
    private Store store;

    TaskArchiveTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void openStore() {
        database = kind.open(folder);
        store = Store.on(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void all_tasks_of_an_account_can_be_asked_for_at_once() {
        Caller caller = store.customer("acme", 100);
        store.tasks().submit(Store.order(caller, "a cat"));
        copyTheTask();

        Set<TaskId> found = new HashSet<>();
        TaskId next = null;
        do {
            TaskArchive.Found part =
                    store.tasks().archive().search(caller.account(), ALL, next, MANY + 1);
            part.tasks().forEach(task -> found.add(task.task().id()));
            next = part.next();
        } while (next != null);

        assertThat(found).hasSize(MANY + 1);
    }

    private void copyTheTask() {
        database.write(tx ->
                tx.createUpdate(
                                """
                                with recursive n (i) as
                                  (select 1 union all select i + 1 from n where i < :many)
                                insert into tasks
                                  (id, account_id, key_id, status, model, engine, prompt,
                                   aspect_ratio, width, height, seed, format, price, created_at)
                                select '019200000000000000000000' || cast(10000000 + i as text),
                                  account_id, key_id, status, model, engine, prompt,
                                  aspect_ratio, width, height, seed, format, price, created_at
                                from tasks cross join n
                                """)
                        .bind("many", MANY)
                        .execute());
    }
}
