package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.Caller;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.lookup.StatusFilter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Lists of tasks, on every database.
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TaskListsTest {

    private static final Failure BROKEN = new Failure(ErrorCode.GENERATION_FAILED, "broken");

    private final TestDatabase kind;

    @TempDir Path folder;

    @AutoClose private Store store;

    TaskListsTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void openStore() {
        store = Store.open(kind, folder);
    }

    @Test
    void lists_go_back_in_time_page_by_page_and_show_only_the_own_tasks() {
        Caller caller = store.customer("acme", 1_000);
        Caller other = store.customer("other", 1_000);
        List<Task> submitted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            submitted.addFirst(store.submit(caller, "picture " + i));
            store.submit(other, "not yours");
        }

        List<Task> first = store.tasks().list(caller.account(), StatusFilter.ALL, null, 3);
        List<Task> second =
                store.tasks().list(caller.account(), StatusFilter.ALL, first.getLast().id(), 3);

        assertThat(first).isEqualTo(submitted.subList(0, 3));
        assertThat(second).isEqualTo(submitted.subList(3, 5));
    }

    @Test
    void lists_can_be_filtered_by_status() {
        Caller caller = store.customer("acme", 1_000);
        for (int i = 0; i < 4; i++) {
            store.submit(caller, "picture " + i);
        }
        store.queue().complete(store.claim("w"), Store.IMAGE);
        store.queue().fail(store.claim("w"), BROKEN);
        store.claim("w");

        assertThat(count(caller, StatusFilter.COMPLETED)).isEqualTo(1);
        assertThat(count(caller, StatusFilter.FAILED)).isEqualTo(1);
        assertThat(count(caller, StatusFilter.PROCESSING)).isEqualTo(2);
    }

    private int count(Caller caller, StatusFilter filter) {
        return store.tasks().list(caller.account(), filter, null, 100).size();
    }
}
