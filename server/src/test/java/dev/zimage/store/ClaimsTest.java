package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Caller;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskProgress;
import dev.zimage.tasks.TaskStatus;
import dev.zimage.tasks.queue.Claim;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Claims, their leases, and the order in which tasks are claimed, on every database.
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ClaimsTest {

    private static final Failure BROKEN = new Failure(ErrorCode.GENERATION_FAILED, "broken");

    private final TestDatabase kind;

    @TempDir Path folder;

    @AutoClose private Store store;

    ClaimsTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void openStore() {
        store = Store.open(kind, folder);
    }

    @Test
    void a_lost_worker_gives_its_task_back_after_the_lease() {
        Caller caller = store.customer("acme", 10);
        store.submit(caller, "a cat");
        store.claim("w1");

        store.tasks().sweeper().takeBackLost();
        assertThat(store.queue().claim(Store.ENGINE, "w2")).isEmpty();

        store.clock().advance(Store.LEASE.plusSeconds(1));
        store.tasks().sweeper().takeBackLost();
        assertThat(store.queue().claim(Store.ENGINE, "w2")).isPresent();
    }

    @Test
    void a_worker_that_renews_keeps_its_task() {
        Caller caller = store.customer("acme", 10);
        store.submit(caller, "a cat");
        Claim claim = store.claim("w1");

        store.clock().advance(Store.LEASE.minusSeconds(1));
        assertThat(
                        store.queue()
                                .renew(
                                        Map.of(
                                                claim,
                                                new TaskProgress(0.5, store.clock().instant()))))
                .isEmpty();
        store.clock().advance(Store.LEASE.minusSeconds(1));
        store.tasks().sweeper().takeBackLost();

        assertThat(store.queue().claim(Store.ENGINE, "w2")).isEmpty();
        assertThat(store.queue().complete(claim, Store.IMAGE)).isTrue();
    }

    /// The weights of a style are prepared for longer than a lease lasts.
    @Test
    void a_worker_whose_only_task_waits_for_room_in_the_engine_keeps_it() {
        Caller caller = store.customer("acme", 10);
        store.submit(caller, "a cat");
        Claim claim = store.claim("w1");
        store.clock().advance(Store.LEASE.minusSeconds(1));
        assertThat(store.queue().renew(Map.of(claim, new TaskProgress(0, null)))).isEmpty();
        store.clock().advance(Store.LEASE.minusSeconds(1));
        store.tasks().sweeper().takeBackLost();

        assertThat(store.queue().complete(claim, Store.IMAGE)).isTrue();
    }

    @Test
    void a_task_that_waited_at_its_last_renewal_has_a_start_when_it_has_ended() {
        Caller caller = store.customer("acme", 10);
        Task task = store.submit(caller, "a cat");
        Claim claim = store.claim("w1");
        assertThat(store.queue().renew(Map.of(claim, new TaskProgress(0, null)))).isEmpty();
        Instant begun = store.clock().instant();
        store.clock().advance(Duration.ofSeconds(1));

        assertThat(store.queue().complete(claim, Store.IMAGE, 7, begun)).isTrue();
        assertThat(store.tasks().find(caller.account(), task.id()).orElseThrow().startedAt())
                .isEqualTo(begun);
    }

    @Test
    void a_worker_that_lost_its_lease_cannot_end_the_task() {
        Caller caller = store.customer("acme", 10);
        store.submit(caller, "a cat");
        Claim lost = store.claim("w1");
        store.clock().advance(Store.LEASE.plusSeconds(1));
        store.tasks().sweeper().takeBackLost();
        Claim current = store.claim("w1");

        assertThat(store.queue().renew(Map.of(lost, new TaskProgress(1, store.clock().instant()))))
                .containsOnly(lost);
        assertThat(store.queue().complete(lost, Store.IMAGE)).isFalse();
        assertThat(store.queue().fail(lost, BROKEN)).isFalse();
        assertThat(store.queue().complete(current, Store.IMAGE)).isTrue();
    }

    @Test
    void a_task_that_loses_its_worker_three_times_fails_and_is_refunded() {
        Caller caller = store.customer("acme", 10);
        Task task = store.submit(caller, "a cat");

        for (int i = 0; i < Store.ATTEMPTS; i++) {
            store.claim("w" + i);
            store.clock().advance(Store.LEASE.plusSeconds(1));
            store.tasks().sweeper().takeBackLost();
        }

        Task failed = store.tasks().find(caller.account(), task.id()).orElseThrow();
        assertThat(failed.failure()).isNotNull();
        assertThat(failed.failure().code()).isEqualTo(ErrorCode.WORKER_LOST);
        assertThat(store.balance(caller)).isEqualTo(10);
    }

    @Test
    void a_task_that_was_given_back_has_not_used_an_attempt() {
        Caller caller = store.customer("acme", 10);
        store.submit(caller, "a cat");

        for (int i = 0; i < 2 * Store.ATTEMPTS; i++) {
            store.queue().giveBack(store.claim("w"));
        }

        assertThat(store.claim("w").attempt()).isEqualTo(1);
    }

    @Test
    void a_task_behind_others_waits_as_long_as_its_engine_draws() {
        Caller caller = store.customer("acme", 10);
        Task task = store.submit(caller, "a cat");
        store.clock().advance(Store.LONGEST_WAIT.multipliedBy(2));

        store.tasks().failLongWaits();
        assertThat(store.tasks().find(List.of(task.id())).getFirst().status())
                .isEqualTo(TaskStatus.QUEUED);

        store.without(Store.ENGINE).failLongWaits();
        assertThat(store.tasks().find(List.of(task.id())).getFirst().status())
                .isEqualTo(TaskStatus.FAILED);
        assertThat(store.balance(caller)).isEqualTo(10);
    }

    @Test
    void a_greedy_account_holds_another_up_by_one_task_at_most() {
        Caller greedy = store.customer("greedy", 10_000);
        Caller modest = store.customer("modest", 10);
        for (int i = 0; i < 500; i++) {
            store.submit(greedy, "picture " + i);
        }
        store.claim("w1");
        Task only = store.submit(modest, "the only one");

        List<AccountId> served = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            served.add(store.claim("w2").task().account());
        }

        assertThat(served).contains(modest.account());
        assertThat(store.tasks().find(modest.account(), only.id()).orElseThrow().status())
                .isEqualTo(TaskStatus.RUNNING);
    }

    @Test
    void tasks_of_one_account_are_taken_in_the_order_of_their_submission() {
        Caller caller = store.customer("acme", 1_000);
        List<Task> submitted = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            submitted.add(store.submit(caller, "picture " + i));
        }

        for (Task task : submitted) {
            assertThat(store.claim("w").task().id()).isEqualTo(task.id());
        }
    }
}
