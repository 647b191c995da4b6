package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.AccountDirectory;
import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.AccountLimits;
import dev.zimage.accounts.ApiKey;
import dev.zimage.accounts.ApiKeys;
import dev.zimage.accounts.Caller;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.FirstAccount;
import dev.zimage.accounts.Grants;
import dev.zimage.accounts.Mode;
import dev.zimage.database.Database;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.submission.BatchOrder;
import dev.zimage.tasks.submission.BatchSubmission;
import dev.zimage.tasks.submission.Submission;
import dev.zimage.tasks.submission.TaskOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Two processes that change the same rows at the same time: whatever the order, it is as if one
/// had come after the other.
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RacesTest {

    private static final int ROUNDS = 30;
    private static final Failure BROKEN = new Failure(ErrorCode.GENERATION_FAILED, "broken");

    private final TestDatabase kind;
    private final TwoProcesses processes = new TwoProcesses();

    @TempDir Path folder;

    private Store one;
    private Store two;

    RacesTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void openTwice() {
        one = Store.open(kind, folder);
        two = Store.open(kind, folder);
    }

    @AfterEach
    void close() {
        processes.close();
        one.close();
        two.close();
    }

    @Test
    void a_grant_that_is_repeated_by_its_key_is_given_once() throws Exception {
        AccountId account = one.customer("acme", 0).account();
        for (int round = 1; round <= ROUNDS; round++) {
            Grants.Request request =
                    new Grants.Request(account, new Credits(10), "gift", "key-" + round);

            List<Grants.Outcome> outcomes =
                    processes.together(
                            () -> one.accounts().grants().grant(request),
                            () -> two.accounts().grants().grant(request));

            Credits balance = new Credits(10L * round);
            assertThat(outcomes)
                    .containsExactlyInAnyOrder(
                            new Grants.Outcome.Granted(balance, false),
                            new Grants.Outcome.Granted(balance, true));
        }
    }

    @Test
    void two_orders_with_one_idempotency_key_are_one_task() throws Exception {
        Caller caller = one.customer("acme", 1_000);
        for (int round = 0; round < ROUNDS; round++) {
            TaskOrder order =
                    Store.order(caller, "a cat", new TaskOrder.Idempotency("key-" + round, "hash"));

            List<Submission> submissions =
                    processes.together(
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
                    processes.together(
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

    @Test
    void two_changes_of_an_account_are_both_made() throws Exception {
        AccountId account = one.customer("acme", 0).account();
        for (int round = 1; round <= ROUNDS; round++) {
            int value = round;

            processes.together(
                    () -> directory(one).change(account, terms -> withRequests(terms, value)),
                    () -> directory(two).change(account, terms -> withTasks(terms, value)));

            AccountDirectory.Terms now =
                    AccountDirectory.Terms.of(directory(one).find(account).orElseThrow());
            assertThat(now.limits().requestsPerMinute()).isEqualTo(value);
            assertThat(now.limits().tasksInFlight()).isEqualTo(value);
        }
    }

    private static AccountDirectory directory(Store store) {
        return store.accounts().directory();
    }

    private static AccountDirectory.Terms withRequests(AccountDirectory.Terms terms, int value) {
        return new AccountDirectory.Terms(
                terms.name(),
                terms.suspended(),
                new AccountLimits(value, terms.limits().tasksInFlight(), null));
    }

    private static AccountDirectory.Terms withTasks(AccountDirectory.Terms terms, int value) {
        return new AccountDirectory.Terms(
                terms.name(),
                terms.suspended(),
                new AccountLimits(terms.limits().requestsPerMinute(), value, null));
    }

    @Test
    void of_two_accounts_that_want_a_name_one_gets_it() throws Exception {
        AccountId blue = one.customer("blue", 0).account();
        AccountId green = one.customer("green", 0).account();
        for (int round = 0; round < ROUNDS; round++) {
            String name = "name-" + round;

            List<Boolean> renamed =
                    processes.together(
                            () -> rename(one, blue, name), () -> rename(two, green, name));

            assertThat(renamed).containsExactlyInAnyOrder(true, false);
        }
    }

    private static boolean rename(Store store, AccountId account, String name) {
        return directory(store)
                .change(
                        account,
                        terms -> new AccountDirectory.Terms(name, false, AccountLimits.NONE))
                .isPresent();
    }

    @Test
    void two_changes_of_a_key_are_both_made() throws Exception {
        Caller caller = one.customer("acme", 1_000);
        for (int round = 1; round <= ROUNDS; round++) {
            Credits value = new Credits(round);

            processes.together(
                    () -> one.keys().change(caller.key(), terms -> withDay(terms, value)),
                    () -> two.keys().change(caller.key(), terms -> withTotal(terms, value)));

            ApiKey key = one.keys().list(caller.account()).getFirst();
            assertThat(key.budget().day()).isEqualTo(value);
            assertThat(key.budget().total()).isEqualTo(value);
        }
    }

    private static ApiKeys.Terms withDay(ApiKeys.Terms terms, Credits day) {
        return new ApiKeys.Terms(terms.expiresAt(), terms.scopes(), day, terms.budgetTotal());
    }

    private static ApiKeys.Terms withTotal(ApiKeys.Terms terms, Credits total) {
        return new ApiKeys.Terms(terms.expiresAt(), terms.scopes(), terms.budgetDay(), total);
    }

    @Test
    void the_first_account_is_made_once() throws Exception {
        for (int round = 0; round < 5; round++) {
            Path fresh = Files.createDirectory(folder.resolve("fresh-" + round));
            try (Database here = kind.open(fresh);
                    Database there = kind.open(fresh)) {
                List<Optional<FirstAccount.Secrets>> made =
                        processes.together(() -> firstStart(here), () -> firstStart(there));

                assertThat(made.stream().filter(Optional::isPresent)).hasSize(1);
                assertThat(Store.on(here).accounts().list()).hasSize(1);
            }
        }
    }

    private static Optional<FirstAccount.Secrets> firstStart(Database database) {
        return Store.on(database).accounts().first().create("default", new Credits(100));
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

        processes.together(() -> work(one, callers), () -> work(two, callers.reversed()));

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
                processes.together(() -> orders(one, bounded), () -> orders(two, bounded));

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
