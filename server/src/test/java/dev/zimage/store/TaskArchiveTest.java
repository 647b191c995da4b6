package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.Caller;
import dev.zimage.accounts.KeyId;
import dev.zimage.accounts.Mode;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.lookup.StatusFilter;
import dev.zimage.tasks.lookup.TaskArchive;
import dev.zimage.tasks.lookup.TaskFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
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

    private static final TaskFilter ALL = new TaskFilter(StatusFilter.ALL, null, "");

    private final TestDatabase kind;

    @TempDir Path folder;

    @AutoClose private Store store;

    TaskArchiveTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void openStore() {
        store = Store.open(kind, folder);
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

    @Test
    void filters_find_a_rare_task_below_many_and_go_on_from_page_to_page() {
        Caller caller = store.customer("acme", 100);
        Caller second =
                new Caller(
                        caller.account(),
                        "acme",
                        store.keys().create(caller.account(), "second", Mode.LIVE, null).key().id(),
                        caller.rights(),
                        false,
                        null,
                        false);
        TaskId rare = store.submit(second, "a rare cat").id();
        store.tasks().submit(Store.order(caller, "a cat"));
        change(rare, "status = 'completed', finished_at = 0");
        copyTheTask();
        endAll();
        change(rare, "aspect_ratio = '9:16', model = 'other'");

        assertThat(all(caller, filter("9:16", "", null))).containsExactly(rare);
        assertThat(all(caller, filter("", "other", null))).containsExactly(rare);
        assertThat(all(caller, filter("", "", second.key()))).containsExactly(rare);
        assertThat(all(caller, filter("9:16", "z-image", null))).isEmpty();
        assertThat(all(caller, filter("1:1", "", null))).hasSize(MANY + 1).doesNotContain(rare);
    }

    private static TaskFilter filter(String ratio, String model, @Nullable KeyId key) {
        return new TaskFilter(StatusFilter.ALL, key, "", TaskFilter.Days.ALL, ratio, model, null);
    }

    private List<TaskId> all(Caller caller, TaskFilter filter) {
        List<TaskId> found = new ArrayList<>();
        TaskId next = null;
        do {
            TaskArchive.Found part =
                    store.tasks().archive().search(caller.account(), filter, next, MANY + 1);
            part.tasks().forEach(task -> found.add(task.task().id()));
            next = part.next();
        } while (next != null);
        assertThat(found).doesNotHaveDuplicates();
        return found;
    }

    private void endAll() {
        store.database()
                .write(tx ->
                        tx.execute(
                                "update tasks set status = 'completed', finished_at = created_at"));
    }

    private void change(TaskId task, String values) {
        store.database()
                .write(tx ->
                        tx.createUpdate("update tasks set " + values + " where id = :id")
                                .bind("id", task.hex())
                                .execute());
    }

    @Test
    void days_are_those_in_utc_on_which_tasks_were_ordered() {
        Caller caller = store.customer("acme", 100);
        List<TaskId> days = new ArrayList<>();
        for (int day = 0; day < 4; day++) {
            days.addFirst(store.submit(caller, "day " + day).id());
            store.clock().advance(Duration.ofHours(23).plusMinutes(59));
        }
        LocalDate first = LocalDate.parse("2026-01-01");

        assertThat(all(caller, on(null, null))).isEqualTo(days);
        assertThat(all(caller, on(first, first))).isEqualTo(days.subList(2, 4));
        assertThat(all(caller, on(first.plusDays(1), null))).isEqualTo(days.subList(0, 2));
        assertThat(all(caller, on(null, first.plusDays(1)))).isEqualTo(days.subList(1, 4));
        assertThat(all(caller, on(first.plusDays(9), null))).isEmpty();
        assertThat(all(caller, on(first.plusDays(2), first))).isEmpty();
    }

    private static TaskFilter on(@Nullable LocalDate first, @Nullable LocalDate last) {
        return new TaskFilter(
                StatusFilter.ALL, null, "", new TaskFilter.Days(first, last), "", "", null);
    }

    @Test
    void what_ended_tasks_are_filtered_by_is_read_from_an_index() {
        String query =
                "select id from tasks where status = 'completed' and account_id = 1 and id < 'g'"
                        + " and id >= '' and aspect_ratio = '9:16' and model = 'z-image'"
                        + " and key_id = 2 order by id desc limit 10";

        assertThat(kind.plan(store.database(), query).toString())
                .contains("tasks_completed_by")
                .doesNotContainIgnoringCase("sort")
                .doesNotContain("TEMP B-TREE");
    }

    private void copyTheTask() {
        store.database()
                .write(tx ->
                        tx.createUpdate(
                                        """
                                        with recursive n (i) as
                                          (select 1 union all select i + 1 from n where i < :many)
                                        insert into tasks
                                          (id, account_id, key_id, status, model, engine, prompt,
                                           aspect_ratio, width, height, seed, format, price, created_at)
                                        select '01f200000000000000000000' || cast(10000000 + i as text),
                                          account_id, key_id, status, model, engine, prompt,
                                          aspect_ratio, width, height, seed, format, price, created_at
                                        from tasks cross join n
                                        where tasks.status = 'queued'
                                        """)
                                .bind("many", MANY)
                                .execute());
    }
}
