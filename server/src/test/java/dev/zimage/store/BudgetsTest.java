package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Admission;
import dev.zimage.accounts.ApiKeys;
import dev.zimage.accounts.Caller;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.KeyBudget;
import dev.zimage.accounts.KeyRights;
import dev.zimage.accounts.Mode;
import dev.zimage.accounts.Scope;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.submission.Submission;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Prices are 4 credits, and it is noon in UTC.
@ParameterizedClass
@EnumSource(TestDatabase.class)
class BudgetsTest {

    private static final Duration NOON = Duration.ofHours(12);

    private final TestDatabase kind;

    @TempDir Path folder;

    @AutoClose private Store store;
    private AccountId account;

    BudgetsTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        store = Store.open(kind, folder);
        store.clock().advance(NOON);
        account = store.customer("shop", 10_000).account();
    }

    private Caller key(@Nullable Integer day, @Nullable Integer total) {
        ApiKeys.NewKey made =
                store.keys()
                        .createOnTerms(
                                account,
                                "key",
                                Mode.LIVE,
                                new ApiKeys.Terms(null, Scope.ALL, credits(day), credits(total)));
        return new Caller(
                account,
                "shop",
                made.key().id(),
                new KeyRights(Mode.LIVE, Scope.ALL),
                day != null || total != null,
                null,
                false);
    }

    private static @Nullable Credits credits(@Nullable Integer amount) {
        return amount == null ? null : new Credits(amount);
    }

    private Submission submit(Caller caller) {
        return store.tasks().submit(Store.order(caller, "a boat"));
    }

    private KeyBudget budget(Caller caller) {
        return store.keys().list(account).stream()
                .filter(key -> key.id().equals(caller.key()))
                .findFirst()
                .orElseThrow()
                .budget();
    }

    private static Admission.OverBudget overBudget(Submission submission) {
        return (Admission.OverBudget) ((Submission.Refused) submission).reason();
    }

    @Test
    void a_key_spends_what_it_may_in_a_day_and_again_on_the_next() {
        Caller caller = key(8, null);
        submit(caller);
        submit(caller);

        Admission.OverBudget over = overBudget(submit(caller));
        store.clock().advance(NOON);

        assertThat(over.left()).isEqualTo(Credits.ZERO);
        assertThat(over.day()).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(submit(caller)).isInstanceOf(Submission.Accepted.class);
        assertThat(budget(caller).spentTotal()).isEqualTo(new Credits(12));
        assertThat(store.balance(caller)).isEqualTo(10_000 - 12);
    }

    @Test
    void the_total_counts_all_days() {
        Caller caller = key(8, 10);
        submit(caller);
        store.clock().advance(Duration.ofDays(1));
        submit(caller);
        store.clock().advance(Duration.ofDays(1));

        Admission.OverBudget over = overBudget(submit(caller));

        assertThat(over.day()).isNull();
        assertThat(over.left()).isEqualTo(new Credits(2));
        assertThat(store.balance(caller)).isEqualTo(10_000 - 8);
    }

    @Test
    void a_dry_run_says_that_the_budget_is_spent() {
        Caller caller = key(4, null);
        assertThat(store.tasks().quote(Store.order(caller, "a boat")).admission())
                .isInstanceOf(Admission.Admitted.class);
        submit(caller);

        assertThat(store.tasks().quote(Store.order(caller, "a boat")).admission())
                .isInstanceOf(Admission.OverBudget.class);
    }

    @Test
    void a_refund_is_given_back_to_the_day_of_the_charge() {
        Caller caller = key(8, 100);
        Task task = submitted(caller);
        submit(caller);
        assertThat(submit(caller)).isInstanceOf(Submission.Refused.class);

        store.tasks().cancel(account, task.id());

        assertThat(budget(caller).spentThatDay()).isEqualTo(new Credits(4));
        assertThat(budget(caller).spentTotal()).isEqualTo(new Credits(4));
        assertThat(submit(caller)).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void a_refund_of_yesterday_leaves_the_budget_of_today_alone() {
        Caller caller = key(8, 100);
        submit(caller);
        Claim yesterdays = store.claim("w");
        store.clock().advance(NOON);
        submit(caller);

        store.queue().fail(yesterdays, new Failure(ErrorCode.GENERATION_FAILED, "told to"));

        assertThat(budget(caller).spentThatDay()).isEqualTo(new Credits(4));
        assertThat(budget(caller).spentTotal()).isEqualTo(new Credits(4));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void an_order_at_midnight_counts_for_the_day_that_it_bears(int readingsBefore) {
        Caller caller = key(4, null);

        Task task = atMidnight(readingsBefore, () -> submitted(caller));

        LocalDate day = LocalDate.ofInstant(task.createdAt(), ZoneOffset.UTC);
        assertThat(budget(caller).spentOn(day)).isEqualTo(new Credits(4));
        store.tasks().cancel(account, task.id());
        assertThat(budget(caller).spentOn(day)).isEqualTo(Credits.ZERO);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void an_order_at_midnight_is_counted_or_refused(int readingsBefore) {
        Caller caller = key(4, null);
        submit(caller);

        switch (atMidnight(readingsBefore, () -> submit(caller))) {
            case Submission.Accepted(Task task) ->
                    assertThat(budget(caller).spentOn(LocalDate.of(2026, 1, 2)))
                            .isEqualTo(task.price());
            case Submission refused ->
                    assertThat(overBudget(refused).day()).isEqualTo(LocalDate.of(2026, 1, 1));
        }
    }

    /// @param readingsBefore how often the clock is read before midnight comes
    private <T> T atMidnight(int readingsBefore, Supplier<T> action) {
        store.clock().advance(NOON.minusMillis(readingsBefore));
        store.clock().goOnWithEachReading(Duration.ofMillis(1));
        T result = action.get();
        store.clock().goOnWithEachReading(Duration.ZERO);
        return result;
    }

    @Test
    void what_the_account_cannot_pay_is_not_taken_from_the_budget() {
        store.ledger().grant(account, new Credits(-9_997), null);
        Caller caller = key(8, 8);

        assertThat(submit(caller))
                .isEqualTo(new Submission.Refused(new Admission.TooPoor(new Credits(3))));

        assertThat(budget(caller).spentThatDay()).isEqualTo(Credits.ZERO);
        assertThat(budget(caller).spentTotal()).isEqualTo(Credits.ZERO);
    }

    @Test
    void a_first_budget_counts_what_was_spent_before() {
        Caller without = key(null, null);
        store.tasks().cancel(account, submitted(without).id());
        submitted(without);
        store.queue().complete(store.claim("w"), Store.IMAGE);
        store.clock().advance(Duration.ofDays(1));
        submitted(without);

        store.keys()
                .change(
                        without.key(),
                        terms -> new ApiKeys.Terms(null, Scope.ALL, null, new Credits(10)));

        assertThat(budget(without).spentThatDay()).isEqualTo(new Credits(4));
        assertThat(budget(without).spentTotal()).isEqualTo(new Credits(8));
        Caller with =
                new Caller(
                        account,
                        "shop",
                        without.key(),
                        new KeyRights(Mode.LIVE, Scope.ALL),
                        true,
                        null,
                        false);
        assertThat(overBudget(submit(with)).left()).isEqualTo(new Credits(2));
    }

    @Test
    void a_key_whose_budget_went_meanwhile_is_served() {
        Caller caller = key(0, null);
        store.keys().change(caller.key(), terms -> new ApiKeys.Terms(null, Scope.ALL, null, null));

        assertThat(submit(caller)).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void many_orders_at_once_do_not_spend_more_than_the_budget() throws Exception {
        Caller caller = key(40, null);
        Callable<Submission> order = () -> submit(caller);

        List<Future<Submission>> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads.invokeAll(IntStream.range(0, 100).mapToObj(i -> order).toList());
        }

        assertThat(answers)
                .filteredOn(answer -> answer.resultNow() instanceof Submission.Accepted)
                .hasSize(10);
        assertThat(store.balance(caller)).isEqualTo(10_000 - 40);
        assertThat(budget(caller).spentThatDay()).isEqualTo(new Credits(40));
    }

    private Task submitted(Caller caller) {
        return ((Submission.Accepted) submit(caller)).task();
    }
}
