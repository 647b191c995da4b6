package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Admission;
import dev.zimage.accounts.Caller;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.LedgerEntry;
import dev.zimage.accounts.Mode;
import dev.zimage.database.Database;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskProgress;
import dev.zimage.tasks.TaskStatus;
import dev.zimage.tasks.lookup.StatusFilter;
import dev.zimage.tasks.queue.CancelResult;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.registry.ModelOffers;
import dev.zimage.tasks.submission.Submission;
import dev.zimage.tasks.submission.TaskOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What every database that we support must do. [TestDatabase] lists them.
@ParameterizedClass
@EnumSource(TestDatabase.class)
class StoreTest {

    private static final Failure BROKEN = new Failure(ErrorCode.GENERATION_FAILED, "broken");

    private final TestDatabase kind;

    @TempDir Path folder;

    private Database database;
    private Store store;

    StoreTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void openStore() {
        database = kind.open(folder);
        store = Store.on(database);
    }

    @AfterEach
    void balancesAreTheSumsOfTheirLedgers() {
        assertThat(store.ledger().unbalancedAccounts()).isEmpty();
        database.close();
    }

    @Test
    void a_submission_takes_the_price_and_says_so_in_the_ledger() {
        Caller caller = store.customer("acme", 10);

        Task task = store.submit(caller, "a cat");

        assertThat(store.balance(caller)).isEqualTo(6);
        assertThat(store.inFlight(caller)).isEqualTo(1);
        assertThat(entries(caller)).containsExactly("charge -4 = 6", "grant 10 = 10");
        assertThat(store.tasks().find(caller.account(), task.id())).contains(task);
    }

    @Test
    void an_account_that_cannot_pay_gets_no_task_and_pays_nothing() {
        Caller caller = store.customer("acme", 7);
        store.submit(caller, "a cat");

        Submission second = store.tasks().submit(Store.order(caller, "a dog"));

        assertThat(second).isEqualTo(new Submission.Refused(new Admission.TooPoor(new Credits(3))));
        assertThat(store.balance(caller)).isEqualTo(3);
        assertThat(store.tasks().list(caller.account(), StatusFilter.ALL, null, 10)).hasSize(1);
    }

    @Test
    void a_suspended_account_starts_no_task() {
        Caller caller = store.customer("acme", 100);
        store.accounts().setSuspended("acme", true);

        assertThat(store.tasks().submit(Store.order(caller, "a cat")))
                .isEqualTo(new Submission.Refused(new Admission.Suspended()));

        store.accounts().setSuspended("acme", false);
        assertThat(store.submit(caller, "a cat").status()).isEqualTo(TaskStatus.QUEUED);
    }

    @Test
    void no_more_tasks_are_in_flight_than_the_account_may_have() {
        Caller caller = store.customer("acme", 100_000);
        for (int i = 0; i < Store.IN_FLIGHT; i++) {
            store.submit(caller, "picture " + i);
        }

        assertThat(store.tasks().submit(Store.order(caller, "one more")))
                .isEqualTo(new Submission.Refused(new Admission.TooManyTasks(Store.IN_FLIGHT)));

        store.queue().complete(store.claim("w"), Store.IMAGE);
        store.submit(caller, "one more");
    }

    @Test
    void a_test_key_pays_nothing_and_has_its_own_engine() {
        Caller caller = store.customer("acme", 0, Mode.TEST);

        Task task = store.submit(caller, "a cat");

        assertThat(task.engine()).isEqualTo(Store.SANDBOX);
        assertThat(task.price()).isEqualTo(Credits.ZERO);
        assertThat(store.queue().claim(Store.ENGINE, "w")).isEmpty();
        Claim claim = store.queue().claim(Store.SANDBOX, "w").orElseThrow();
        assertThat(store.queue().fail(claim, BROKEN)).isTrue();
        assertThat(store.inFlight(caller)).isZero();
        assertThat(entries(caller)).isEmpty();
    }

    @Test
    void the_same_idempotency_key_and_body_are_the_same_task_for_a_day() {
        Caller caller = store.customer("acme", 100);
        TaskOrder order = Store.order(caller, "a cat", new TaskOrder.Idempotency("k1", "hash"));

        Task first = ((Submission.Accepted) store.tasks().submit(order)).task();
        store.clock().advance(Duration.ofHours(23));

        assertThat(store.tasks().submit(order)).isEqualTo(new Submission.Replayed(first));
        assertThat(store.balance(caller)).isEqualTo(96);

        store.clock().advance(Duration.ofHours(2));
        assertThat(store.tasks().submit(order)).isInstanceOf(Submission.Accepted.class);
        assertThat(store.balance(caller)).isEqualTo(92);
    }

    @Test
    void an_idempotency_key_with_another_body_is_refused() {
        Caller caller = store.customer("acme", 100);
        store.tasks().submit(Store.order(caller, "a cat", new TaskOrder.Idempotency("k1", "hash")));

        assertThat(
                        store.tasks()
                                .submit(
                                        Store.order(
                                                caller,
                                                "a dog",
                                                new TaskOrder.Idempotency("k1", "other"))))
                .isEqualTo(new Submission.KeyReused());
        assertThat(store.balance(caller)).isEqualTo(96);
    }

    @Test
    void idempotency_keys_of_two_accounts_have_nothing_to_do_with_each_other() {
        TaskOrder.Idempotency idempotency = new TaskOrder.Idempotency("k1", "hash");
        Caller acme = store.customer("acme", 100);
        Caller zeta = store.customer("zeta", 100);

        store.tasks().submit(Store.order(acme, "a cat", idempotency));

        assertThat(store.tasks().submit(Store.order(zeta, "a cat", idempotency)))
                .isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void old_idempotency_keys_are_forgotten() {
        Caller caller = store.customer("acme", 100);
        store.tasks().submit(Store.order(caller, "a cat", new TaskOrder.Idempotency("k1", "hash")));

        assertThat(store.tasks().forgetOldIdempotencyKeys()).isZero();
        store.clock().advance(Duration.ofHours(25));
        assertThat(store.tasks().forgetOldIdempotencyKeys()).isEqualTo(1);
    }

    @Test
    void a_completed_task_keeps_its_price_and_is_no_longer_in_flight() {
        Caller caller = store.customer("acme", 10);
        Task task = store.submit(caller, "a cat");

        Claim claim = store.claim("w");
        assertThat(store.queue().complete(claim, Store.IMAGE)).isTrue();

        Task done = store.tasks().find(caller.account(), task.id()).orElseThrow();
        assertThat(done.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(done.image()).isNotNull();
        assertThat(store.balance(caller)).isEqualTo(6);
        assertThat(store.inFlight(caller)).isZero();
    }

    @Test
    void a_failed_task_is_refunded_in_the_transaction_that_fails_it() {
        Caller caller = store.customer("acme", 10);
        Task task = store.submit(caller, "a cat");

        assertThat(store.queue().fail(store.claim("w"), BROKEN)).isTrue();

        Task failed = store.tasks().find(caller.account(), task.id()).orElseThrow();
        assertThat(failed.failure()).isEqualTo(BROKEN);
        assertThat(store.balance(caller)).isEqualTo(10);
        assertThat(store.inFlight(caller)).isZero();
        assertThat(entries(caller))
                .containsExactly("refund 4 = 10", "charge -4 = 6", "grant 10 = 10");
    }

    @Test
    void a_task_ends_once_whoever_tries() {
        Caller caller = store.customer("acme", 10);
        store.submit(caller, "a cat");
        Claim claim = store.claim("w");
        store.queue().fail(claim, BROKEN);

        assertThat(store.queue().fail(claim, BROKEN)).isFalse();
        assertThat(store.queue().complete(claim, Store.IMAGE)).isFalse();
        assertThat(store.tasks().cancel(caller.account(), claim.task().id()))
                .isInstanceOf(CancelResult.HasEnded.class);
        assertThat(store.balance(caller)).isEqualTo(10);
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
    void queued_and_running_tasks_can_be_cancelled_by_their_owner_only() {
        Caller caller = store.customer("acme", 10);
        Caller other = store.customer("other", 10);
        Task running = store.submit(caller, "a cat");
        Claim claim = store.claim("w");
        Task queued = store.submit(caller, "a dog");

        assertThat(store.tasks().cancel(other.account(), queued.id()))
                .isEqualTo(new CancelResult.NotFound());
        assertThat(store.tasks().cancel(caller.account(), queued.id()))
                .isInstanceOf(CancelResult.Cancelled.class);
        assertThat(store.tasks().cancel(caller.account(), running.id()))
                .isInstanceOf(CancelResult.Cancelled.class);

        assertThat(
                        store.queue()
                                .renew(
                                        Map.of(
                                                claim,
                                                new TaskProgress(0.5, store.clock().instant()))))
                .containsOnly(claim);
        assertThat(store.balance(caller)).isEqualTo(10);
        assertThat(store.inFlight(caller)).isZero();
        assertThat(store.queue().claim(Store.ENGINE, "w")).isEmpty();
    }

    @Test
    void tasks_of_an_engine_that_went_away_are_drawn_by_another() {
        Caller caller = store.customer("acme", 10);
        Task task = store.submit(caller, "a cat");

        store.tasks()
                .sweeper()
                .adoptOrphans(
                        List.of(Store.SANDBOX),
                        model -> Optional.of(Store.SANDBOX).filter(_ -> model.equals("z-image")));

        assertThat(store.queue().claim(Store.SANDBOX, "w").orElseThrow().task().id())
                .isEqualTo(task.id());
    }

    @Test
    void tasks_of_a_model_that_is_no_longer_offered_fail_and_are_refunded_once() {
        Caller caller = store.customer("acme", 10);
        Task task = store.submit(caller, "a cat");
        store.tasks().offers().renew(Set.of("z-image"));
        store.clock().advance(ModelOffers.PERIOD.multipliedBy(6));
        store.tasks().offers().renew(Set.of("qwen-image-2"));

        store.tasks().sweeper().failModelsGone();
        store.tasks().sweeper().failModelsGone();

        Task failed = store.tasks().find(List.of(task.id())).getFirst();
        assertThat(failed.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(store.balance(caller)).isEqualTo(10);
        assertThat(store.inFlight(caller)).isZero();
    }

    @Test
    void tasks_of_a_model_wait_while_a_process_offers_it() {
        Caller caller = store.customer("acme", 10);
        Task task = store.submit(caller, "a cat");
        store.tasks().offers().renew(Set.of("z-image"));
        store.clock().advance(ModelOffers.PERIOD.multipliedBy(3));

        store.tasks().sweeper().adoptOrphans(List.of(Store.SANDBOX), _ -> Optional.empty());
        store.tasks().sweeper().failModelsGone();

        assertThat(store.tasks().find(List.of(task.id())).getFirst().status())
                .isEqualTo(TaskStatus.QUEUED);
    }

    @Test
    void a_process_claims_no_task_of_a_model_that_it_does_not_offer() {
        Caller caller = store.customer("acme", 10);
        Task task = store.submit(caller, "a cat");

        assertThat(store.offering("qwen-image-2").queue().claim(Store.ENGINE, "w")).isEmpty();
        assertThat(store.offering("z-image").queue().claim(Store.ENGINE, "w"))
                .hasValueSatisfying(claim -> assertThat(claim.task().id()).isEqualTo(task.id()));
    }

    @Test
    void a_task_that_its_engine_does_not_take_fails_once_it_is_too_old() {
        Caller caller = store.customer("acme", 30);
        Task task = store.submit(caller, "a cat");
        Task behind = store.submit(caller, "a dog");

        store.queue().postpone(store.claim("w"));
        store.clock().advance(Store.LONGEST_WAIT);
        Claim again = store.claim("w");
        assertThat(again.task().id()).isEqualTo(task.id());
        assertThat(again.task().attempts()).isEqualTo(1);
        store.queue().postpone(again);
        store.clock().advance(Duration.ofSeconds(1));
        Task young = store.submit(caller, "a bird");
        store.queue().postpone(store.claim("w"));

        assertThat(store.tasks().find(List.of(task.id(), behind.id())))
                .allSatisfy(failed -> {
                    assertThat(failed.status()).isEqualTo(TaskStatus.FAILED);
                    assertThat(Objects.requireNonNull(failed.failure()).code())
                            .isEqualTo(ErrorCode.UPSTREAM_TIMED_OUT);
                    assertThat(failed.failure().message()).contains("within 24 hours");
                });
        assertThat(store.claim("w").task().id()).isEqualTo(young.id());
        assertThat(store.balance(caller)).isEqualTo(26);
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

    @Test
    void a_grant_never_makes_a_balance_negative() {
        Caller caller = store.customer("acme", 10);

        assertThat(store.ledger().grant(caller.account(), new Credits(-11), null)).isEmpty();
        assertThat(store.ledger().grant(caller.account(), new Credits(-10), "back"))
                .contains(Credits.ZERO);
        assertThat(entries(caller)).containsExactly("grant -10 = 0", "grant 10 = 10");
    }

    private List<String> entries(Caller caller) {
        return store.ledger().entries(caller.account(), null, 100).stream()
                .map(StoreTest::describe)
                .toList();
    }

    private static String describe(LedgerEntry entry) {
        return "%s %s = %s".formatted(entry.kind().label(), entry.amount(), entry.balanceAfter());
    }
}
