package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.Admission;
import dev.zimage.accounts.Caller;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.LedgerEntry;
import dev.zimage.accounts.Mode;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskProgress;
import dev.zimage.tasks.TaskStatus;
import dev.zimage.tasks.lookup.StatusFilter;
import dev.zimage.tasks.queue.CancelResult;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.submission.Submission;
import dev.zimage.tasks.submission.TaskOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
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

    @AutoClose private Store store;

    StoreTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void openStore() {
        store = Store.open(kind, folder);
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

        assertThat(store.tasks().submissions().forgetOldIdempotencyKeys()).isZero();
        store.clock().advance(Duration.ofHours(25));
        assertThat(store.tasks().submissions().forgetOldIdempotencyKeys()).isEqualTo(1);
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
