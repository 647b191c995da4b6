package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.AccountLimits;
import dev.zimage.accounts.Admission;
import dev.zimage.accounts.ApiKeys;
import dev.zimage.accounts.Caller;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.KeyId;
import dev.zimage.accounts.LedgerEntry;
import dev.zimage.accounts.Mode;
import dev.zimage.accounts.Scope;
import dev.zimage.database.StorageException;
import dev.zimage.server.Eventually;
import dev.zimage.server.Gate;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.submission.Submission;
import dev.zimage.tasks.submission.TaskOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Orders that wait together and are stored in one transaction: each is judged as if it had come
/// alone. A picture costs 4 credits.
@ParameterizedClass
@EnumSource(TestDatabase.class)
class GroupedOrdersTest {

    private static final long GROUP = 0;

    private final TestDatabase kind;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir Path folder;

    private Store store;

    GroupedOrdersTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void openStore() {
        store = Store.open(kind, folder);
    }

    @AfterEach
    void close() {
        threads.close();
        store.close();
    }

    /// An account whose changes wait together with those of [#GROUP]: the id is even, and there is
    /// an even number of writers, or one.
    private Caller customer(String name, long credits) {
        Caller caller = store.customer(name, credits);
        return caller.account().value() % 2 == 0 ? caller : store.customer(name + "-b", credits);
    }

    /// Keeps the orders from being stored until all of them wait.
    private List<Future<Submission>> together(TaskOrder... orders) throws Exception {
        Gate gate = new Gate();
        Future<Boolean> blocker =
                threads.submit(() ->
                        store.database()
                                .write(
                                        GROUP,
                                        tx -> {
                                            gate.pass();
                                            return true;
                                        }));
        gate.awaitArrival();
        List<Future<Submission>> submissions = new ArrayList<>();
        for (TaskOrder order : orders) {
            submissions.add(threads.submit(() -> store.tasks().submit(order)));
            int waiting = submissions.size();
            Eventually.seen(() -> store.database().load().waitingChanges(), now -> now == waiting);
        }
        gate.open();
        blocker.get();
        for (Future<Submission> submission : submissions) {
            Eventually.seen(submission::isDone, done -> done);
        }
        return submissions;
    }

    private List<Submission> submitTogether(TaskOrder... orders) throws Exception {
        List<Submission> submissions = new ArrayList<>();
        for (Future<Submission> submission : together(orders)) {
            submissions.add(submission.get());
        }
        return submissions;
    }

    private static TaskOrder[] times(int count, Caller caller) {
        return IntStream.range(0, count)
                .mapToObj(i -> Store.order(caller, "picture " + i))
                .toArray(TaskOrder[]::new);
    }

    private static TaskOrder keyed(Caller caller, String key, String body) {
        return Store.order(caller, "a cat", new TaskOrder.Idempotency(key, body));
    }

    private static TaskOrder[] all(TaskOrder[]... orders) {
        return Arrays.stream(orders).flatMap(Stream::of).toArray(TaskOrder[]::new);
    }

    private static Task task(Submission submission) {
        return ((Submission.Accepted) submission).task();
    }

    @Test
    void orders_of_several_accounts_are_each_paid_by_their_own() throws Exception {
        Caller rich = customer("rich", 100);
        Caller other = customer("other", 50);
        long commits = store.database().load().commits();

        List<Submission> submissions = submitTogether(all(times(3, rich), times(2, other)));

        assertThat(store.database().load().commits() - commits).isEqualTo(2);
        assertThat(store.balance(rich)).isEqualTo(88);
        assertThat(store.inFlight(rich)).isEqualTo(3);
        assertThat(store.balance(other)).isEqualTo(42);
        assertThat(store.inFlight(other)).isEqualTo(2);
        for (Submission submission : submissions) {
            Task task = task(submission);
            assertThat(store.tasks().find(task.account(), task.id())).contains(task);
        }
        assertThat(store.ledger().entries(rich.account(), null, 9))
                .extracting(LedgerEntry::taskId, entry -> entry.balanceAfter().amount())
                .containsExactly(
                        tuple(task(submissions.get(2)), 88),
                        tuple(task(submissions.get(1)), 92),
                        tuple(task(submissions.get(0)), 96),
                        Tuple.tuple(null, 100L));
    }

    private static Tuple tuple(Task task, long balance) {
        return Tuple.tuple(task.id().hex(), balance);
    }

    @Test
    void an_account_pays_for_as_many_as_it_can_and_the_others_are_not_refused_with_it()
            throws Exception {
        Caller poor = customer("poor", 10);
        Caller suspended = customer("suspended", 100);
        Caller narrow = customer("narrow", 100);
        Caller rich = customer("rich", 100);
        store.accounts().setSuspended(suspended.accountName(), true);
        store.accounts()
                .setLimits(narrow.accountName(), limits -> new AccountLimits(null, 1, null));

        List<Submission> submissions =
                submitTogether(
                        all(times(3, poor), times(1, suspended), times(2, narrow), times(1, rich)));

        assertThat(submissions.subList(0, 2))
                .hasOnlyElementsOfType(Submission.Accepted.class)
                .hasSize(2);
        assertThat(submissions.subList(2, 4))
                .containsExactly(
                        new Submission.Refused(new Admission.TooPoor(new Credits(2))),
                        new Submission.Refused(new Admission.Suspended()));
        assertThat(submissions.get(4)).isInstanceOf(Submission.Accepted.class);
        assertThat(submissions.get(5))
                .isEqualTo(new Submission.Refused(new Admission.TooManyTasks(1)));
        assertThat(submissions.get(6)).isInstanceOf(Submission.Accepted.class);
        assertThat(store.balance(poor)).isEqualTo(2);
        assertThat(store.inFlight(poor)).isEqualTo(2);
        assertThat(store.inFlight(narrow)).isEqualTo(1);
        assertThat(store.balance(suspended)).isEqualTo(100);
    }

    @Test
    void an_account_that_falls_below_its_threshold_is_told_once() throws Exception {
        Caller low = customer("low", 60);
        Caller poor = customer("poor", 40);
        Caller rich = customer("rich", 100);
        List<AccountId> told = new ArrayList<>();
        store.accounts()
                .lowBalances()
                .tell(new Credits(50), (tx, crossing) -> told.add(crossing.account().id()));
        store.accounts()
                .setLimits(
                        rich.accountName(),
                        limits -> new AccountLimits(null, null, new Credits(99)));

        submitTogether(all(times(4, low), times(3, poor), times(2, rich)));

        assertThat(told).containsExactlyInAnyOrder(low.account(), rich.account());
        assertThat(store.balance(low)).isEqualTo(44);
    }

    @Test
    void of_orders_with_one_idempotency_key_one_becomes_a_task() throws Exception {
        Caller caller = customer("acme", 100);
        Caller other = customer("other", 100);
        Task earlier = task(store.tasks().submit(keyed(caller, "earlier", "hash")));

        List<Submission> submissions =
                submitTogether(
                        keyed(caller, "earlier", "hash"),
                        keyed(caller, "earlier", "changed"),
                        keyed(caller, "new", "hash"),
                        keyed(caller, "new", "hash"),
                        keyed(caller, "new", "changed"),
                        keyed(other, "new", "hash"),
                        Store.order(caller, "without a key"));

        assertThat(submissions.get(0)).isEqualTo(new Submission.Replayed(earlier));
        assertThat(submissions.get(1)).isEqualTo(new Submission.KeyReused());
        Task stored = task(submissions.get(2));
        assertThat(submissions.get(3)).isEqualTo(new Submission.Replayed(stored));
        assertThat(submissions.get(4)).isEqualTo(new Submission.KeyReused());
        assertThat(task(submissions.get(5)).account()).isEqualTo(other.account());
        assertThat(submissions.get(6)).isInstanceOf(Submission.Accepted.class);
        assertThat(store.balance(caller)).isEqualTo(100 - 3 * 4);
        assertThat(store.tasks().submit(keyed(caller, "new", "hash")))
                .isEqualTo(new Submission.Replayed(stored));
    }

    @Test
    void a_key_spends_no_more_than_its_budget() throws Exception {
        Caller caller = customer("acme", 100);
        ApiKeys.Terms terms = new ApiKeys.Terms(null, Scope.ALL, null, new Credits(8));
        Caller budgeted =
                new Caller(
                        caller.account(),
                        caller.accountName(),
                        store.keys()
                                .createOnTerms(caller.account(), "narrow", Mode.LIVE, terms)
                                .key()
                                .id(),
                        caller.rights(),
                        true,
                        null,
                        false);

        List<Submission> submissions = submitTogether(all(times(3, budgeted), times(2, caller)));

        assertThat(submissions.stream().filter(Submission.Accepted.class::isInstance)).hasSize(4);
        assertThat(submissions.get(2)).isInstanceOf(Submission.Refused.class);
        assertThat(store.balance(caller)).isEqualTo(100 - 4 * 4);
    }

    @Test
    void an_order_that_cannot_be_stored_fails_alone() throws Exception {
        Caller caller = customer("acme", 100);
        Caller unknownKey =
                new Caller(
                        caller.account(),
                        caller.accountName(),
                        new KeyId(999_999),
                        caller.rights(),
                        false,
                        null,
                        false);

        List<Future<Submission>> submissions =
                together(all(times(2, caller), times(1, unknownKey), times(1, caller)));

        assertThatThrownBy(submissions.get(2)::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(StorageException.class);
        assertThat(submissions.get(0).get()).isInstanceOf(Submission.Accepted.class);
        assertThat(submissions.get(1).get()).isInstanceOf(Submission.Accepted.class);
        assertThat(submissions.get(3).get()).isInstanceOf(Submission.Accepted.class);
        assertThat(store.balance(caller)).isEqualTo(100 - 3 * 4);
        assertThat(store.inFlight(caller)).isEqualTo(3);
    }
}
