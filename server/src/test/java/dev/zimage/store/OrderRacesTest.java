package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.ApiKeys;
import dev.zimage.accounts.Caller;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.Mode;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.submission.BatchOrder;
import dev.zimage.tasks.submission.BatchSubmission;
import dev.zimage.tasks.submission.Submission;
import dev.zimage.tasks.submission.TaskOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Two processes that take orders and draw tasks at the same time: whatever the order, it is as if
/// one had come after the other.
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OrderRacesTest {

    private static final int ROUNDS = 30;
    private static final Failure BROKEN = new Failure(ErrorCode.GENERATION_FAILED, "broken");

    private final TestDatabase kind;

    @TempDir Path folder;

    @AutoClose private TwoStores stores;
    private Store one;
    private Store two;

    OrderRacesTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        stores = new TwoStores(kind, folder);
        one = stores.one();
        two = stores.two();
    }

    @Test
    void two_orders_with_one_idempotency_key_are_one_task() throws Exception {
        Caller caller = one.customer("acme", 1_000);
        for (int round = 0; round < ROUNDS; round++) {
            TaskOrder order =
                    Store.order(caller, "a cat", new TaskOrder.Idempotency("key-" + round, "hash"));

            List<Submission> submissions =
                    stores.together(
                            () -> one.tasks().submit(order), () -> two.tasks().submit(order));

            assertThat(submissions)
                    .hasAtLeastOneElementOfType(Submission.Accepted.class)
                    .hasAtLeastOneElementOfType(Submission.Replayed.class);
        }
        assertThat(one.balance(caller)).isEqualTo(1_000 - 4 * ROUNDS);
    }

    @Test
    void of_two_equal_retries_one_joins_the_batch() throws Exception {
        Caller caller = one.customer("acme", 10_000);
        for (int round = 0; round < ROUNDS; round++) {
            String fingerprint = "pictures-" + round;
            one.tasks().submit(batch(caller, fingerprint, 0));

            List<BatchSubmission> submissions =
                    stores.together(
                            () -> one.tasks().submit(batch(caller, fingerprint, 1)),
                            () -> two.tasks().submit(batch(caller, fingerprint, 1)));

            assertThat(submissions)
                    .hasAtLeastOneElementOfType(BatchSubmission.Joined.class)
                    .hasAtLeastOneElementOfType(BatchSubmission.Accepted.class);
        }
    }

    private static BatchOrder batch(Caller caller, String fingerprint, int retry) {
        return new BatchOrder(Store.order(caller, "two cats"), 2, fingerprint, retry);
    }

    private static ApiKeys.Terms withTotal(ApiKeys.Terms terms, Credits total) {
        return new ApiKeys.Terms(terms.expiresAt(), terms.scopes(), terms.budgetDay(), total);
    }

    @Test
    void claims_go_round_the_accounts_whichever_process_makes_them() {
        List<AccountId> accounts = new ArrayList<>();
        for (String name : List.of("blue", "green", "red")) {
            Caller caller = one.customer(name, 100);
            accounts.add(caller.account());
            IntStream.range(0, 4).forEach(number -> one.submit(caller, "picture " + number));
        }

        List<AccountId> served = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            served.add(one.claim("here").task().account());
            served.add(two.claim("there").task().account());
        }

        List<AccountId> expected = new ArrayList<>();
        Collections.nCopies(4, accounts).forEach(expected::addAll);
        assertThat(served).isEqualTo(expected);
    }

    @Test
    void orders_and_ends_of_many_accounts_do_not_wait_for_each_other() throws Exception {
        List<Caller> callers =
                IntStream.range(0, 6).mapToObj(each -> one.customer("c-" + each, 10_000)).toList();

        stores.together(() -> work(one, callers), () -> work(two, callers.reversed()));

        while (one.queue().claim(Store.ENGINE, "rest").map(claim -> end(one, claim)).isPresent()) {}
        for (Caller caller : callers) {
            assertThat(one.inFlight(caller)).isZero();
        }
    }

    private static int work(Store store, List<Caller> callers) {
        int done = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (Caller caller : callers) {
                Task task = store.submit(caller, "a cat");
                if (round % 3 == 0) {
                    store.tasks().cancel(caller.account(), task.id());
                }
            }
            done +=
                    store.queue()
                            .claim(Store.ENGINE, "w")
                            .map(claim -> end(store, claim))
                            .orElse(0);
            store.clock().advance(Store.LEASE.plusSeconds(1));
            store.tasks().sweeper().takeBackLost();
        }
        return done;
    }

    private static int end(Store store, Claim claim) {
        boolean ended =
                claim.attempt() % 2 == 0
                        ? store.queue().fail(claim, BROKEN)
                        : store.queue().complete(claim, Store.IMAGE);
        return ended ? 1 : 0;
    }

    @Test
    void a_key_that_orders_in_two_processes_stays_within_its_budget() throws Exception {
        Caller caller = one.customer("acme", 10_000);
        ApiKeys.NewKey key =
                one.keys()
                        .createOnTerms(
                                caller.account(),
                                "bounded",
                                Mode.LIVE,
                                withTotal(ApiKeys.Terms.USUAL, new Credits(4L * ROUNDS)));
        Caller bounded =
                new Caller(
                        caller.account(),
                        caller.accountName(),
                        key.key().id(),
                        caller.rights(),
                        true,
                        null,
                        false);

        List<Integer> accepted =
                stores.together(() -> orders(one, bounded), () -> orders(two, bounded));

        assertThat(accepted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(ROUNDS);
    }

    private static int orders(Store store, Caller caller) {
        return (int)
                IntStream.range(0, ROUNDS)
                        .mapToObj(each -> store.tasks().submit(Store.order(caller, "a cat")))
                        .filter(Submission.Accepted.class::isInstance)
                        .count();
    }
}
