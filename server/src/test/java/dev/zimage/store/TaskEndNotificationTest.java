package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.accounts.Caller;
import dev.zimage.database.Database;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.Outbox;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskEvents;
import dev.zimage.tasks.TaskStatus;
import dev.zimage.tasks.lookup.StatusFilter;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.submission.BatchOrder;
import dev.zimage.tasks.submission.BatchSubmission;
import dev.zimage.webhooks.Delivery;
import dev.zimage.webhooks.Webhooks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// However a task ends, its account's webhook is told once, in the transaction of the end.
@ParameterizedClass
@EnumSource(TestDatabase.class)
@SuppressWarnings("NullAway.Init") // the fields are set before each test
class TaskEndNotificationTest {

    private static final Failure FAILURE = new Failure(ErrorCode.GENERATION_FAILED, "told to");

    private final TestDatabase kind;

    @TempDir Path folder;

    @AutoClose private Store store;
    private Caller caller;
    private boolean outboxFails;

    TaskEndNotificationTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        Database database = kind.open(folder);
        store =
                Store.on(
                        database,
                        clock -> {
                            Outbox deliveries =
                                    Webhooks.open(database, clock, new Random(1)).deliveries();
                            return (tx, task, account, end) -> {
                                deliveries.ended(tx, task, account, end);
                                if (outboxFails) {
                                    throw new IllegalStateException("told to");
                                }
                            };
                        });
        caller = store.customer("shop", 100);
        Webhooks.open(store.database(), store.clock(), new Random(2))
                .create(caller.account(), "https://example.com/");
    }

    private List<String> told() {
        return Webhooks.open(store.database(), store.clock(), new Random(3))
                .deliveries()
                .list(caller.account(), null, 100)
                .stream()
                .map(Delivery::type)
                .toList();
    }

    @Test
    void a_picture_and_a_failure_are_told() {
        store.submit(caller, "a boat");
        store.submit(caller, "a boat");
        assertThat(told()).isEmpty();
        store.queue().complete(store.claim("w"), Store.IMAGE);
        assertThat(told()).containsExactly("task.completed");
        store.queue().fail(store.claim("w"), FAILURE);
        assertThat(told()).containsExactly("task.failed", "task.completed");
    }

    @Test
    void a_listener_that_fails_neither_undoes_what_it_is_told_of_nor_keeps_it_from_others() {
        List<String> heard = new ArrayList<>();
        store.tasks()
                .subscribe(
                        new TaskEvents() {
                            @Override
                            public void submitted(Task task) {
                                throw new IllegalStateException("told to");
                            }
                        });
        store.tasks()
                .subscribe(
                        new TaskEvents() {
                            @Override
                            public void submitted(Task task) {
                                heard.add(task.prompt());
                            }
                        });

        store.submit(caller, "a boat");

        assertThat(heard).containsExactly("a boat");
        assertThat(store.claim("w").task().prompt()).isEqualTo("a boat");
    }

    @Test
    void cancelled_tasks_are_told_queued_or_running_and_their_workers_tell_nothing_more() {
        Task running = store.submit(caller, "a boat");
        Claim claim = store.claim("w");
        Task queued = store.submit(caller, "a boat");
        store.tasks().cancel(caller.account(), queued.id());
        store.tasks().cancel(caller.account(), running.id());
        store.queue().complete(claim, Store.IMAGE);
        store.queue().fail(claim, FAILURE);
        store.tasks().cancel(caller.account(), running.id());
        assertThat(told()).containsExactly("task.failed", "task.failed");
    }

    @Test
    void a_task_that_lost_its_worker_is_told_when_it_is_given_up() {
        store.submit(caller, "a boat");
        for (int i = 1; i <= Store.ATTEMPTS; i++) {
            assertThat(told()).isEmpty();
            Claim claim = store.claim("w");
            store.clock().advance(Store.LEASE.plusSeconds(1));
            store.tasks().sweeper().takeBackLost();
            store.queue().complete(claim, Store.IMAGE);
        }
        assertThat(told()).containsExactly("task.failed");
    }

    @Test
    void a_task_that_is_given_back_when_the_server_stops_is_told_when_it_ends() {
        store.submit(caller, "a boat");
        store.queue().giveBack(store.claim("w"));
        assertThat(told()).isEmpty();
        store.queue().complete(store.claim("w"), Store.IMAGE);
        assertThat(told()).containsExactly("task.completed");
    }

    @Test
    void each_task_of_an_order_for_several_is_told_and_the_retry_of_the_order_is_not() {
        BatchOrder order = new BatchOrder(Store.order(caller, "a boat"), 3, "same", 0);
        store.tasks().submit(order);
        BatchSubmission again = store.tasks().submit(new BatchOrder(order.each(), 3, "same", 1));
        assertThat(again).isInstanceOf(BatchSubmission.Joined.class);
        store.queue().complete(store.claim("w"), Store.IMAGE);
        store.queue().fail(store.claim("w"), FAILURE);
        store.queue().complete(store.claim("w"), Store.IMAGE);
        assertThat(told()).containsExactly("task.completed", "task.failed", "task.completed");
        assertThat(store.balance(caller)).isEqualTo(100 - 8);
    }

    @Test
    void an_order_that_the_content_check_refuses_is_told() {
        store.tasks().submit(Store.order(caller, "a nude child"));
        assertThat(told()).containsExactly("task.failed");
    }

    @Test
    void a_task_whose_end_cannot_be_told_has_not_ended() {
        store.submit(caller, "a boat");
        Claim claim = store.claim("w");
        outboxFails = true;
        assertThatThrownBy(() -> store.queue().fail(claim, FAILURE)).hasMessage("told to");
        assertThat(told()).isEmpty();
        assertThat(store.balance(caller)).isEqualTo(96);
        outboxFails = false;
        store.queue().fail(claim, FAILURE);
        assertThat(told()).containsExactly("task.failed");
        assertThat(store.balance(caller)).isEqualTo(100);
        assertThat(store.tasks().list(caller.account(), StatusFilter.ALL, null, 9))
                .extracting(Task::status)
                .containsExactly(TaskStatus.FAILED);
    }
}
