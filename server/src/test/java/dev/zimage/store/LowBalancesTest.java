package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.AccountDirectory;
import dev.zimage.accounts.AccountLimits;
import dev.zimage.accounts.Caller;
import dev.zimage.accounts.Credits;
import dev.zimage.database.Database;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.submission.BatchOrder;
import dev.zimage.webhooks.Delivery;
import dev.zimage.webhooks.Webhooks;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// An account is told that its balance is low, once for each time that it falls below the
/// threshold: 50 credits here. A picture costs 4.
@ParameterizedClass
@EnumSource(TestDatabase.class)
@SuppressWarnings("NullAway.Init") // the fields are set before each test
class LowBalancesTest {

    private static final Failure FAILURE = new Failure(ErrorCode.GENERATION_FAILED, "told to");
    private static final String TOLD = "account.balance_low";

    private final TestDatabase kind;
    private final TwoProcesses processes = new TwoProcesses();

    @TempDir Path folder;

    private Store one;
    private Store two;
    private boolean outboxFails;

    LowBalancesTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void openTwice() {
        one = open(kind.open(folder));
        two = open(kind.open(folder));
    }

    private Store open(Database database) {
        Store store = Store.on(database);
        Webhooks webhooks = Webhooks.open(database, store.clock(), new Random());
        store.accounts()
                .lowBalances()
                .tell(
                        new Credits(50),
                        (tx, crossing) -> {
                            webhooks.balanceMessages().crossed(tx, crossing);
                            if (outboxFails) {
                                throw new IllegalStateException("told to");
                            }
                        });
        return store;
    }

    @AfterEach
    void close() {
        processes.close();
        one.close();
        two.close();
    }

    private Caller customer(long credits) {
        Caller caller = one.customer("shop", credits);
        webhooks().create(caller.account(), "https://example.com/");
        return caller;
    }

    private Webhooks webhooks() {
        return Webhooks.open(one.database(), one.clock(), new Random());
    }

    private long told(Caller caller) {
        return webhooks().deliveries().list(caller.account(), null, 100).stream()
                .map(Delivery::type)
                .filter(TOLD::equals)
                .count();
    }

    private void order(Caller caller, int pictures) {
        IntStream.range(0, pictures).forEach(i -> one.submit(caller, "picture " + i));
    }

    @Test
    void the_order_that_crosses_the_threshold_is_told_and_those_after_it_are_not() {
        Caller caller = customer(58);
        order(caller, 2);
        assertThat(one.balance(caller)).isEqualTo(50);
        assertThat(told(caller)).isZero();
        order(caller, 1);
        assertThat(told(caller)).isOne();
        order(caller, 5);
        assertThat(told(caller)).isOne();
    }

    @Test
    void the_message_says_what_was_at_the_crossing() {
        Caller caller = customer(52);
        order(caller, 2);
        Delivery delivery = webhooks().deliveries().list(caller.account(), null, 9).getFirst();
        assertThat(delivery.task()).isNull();
        assertThat(delivery.message().data())
                .isEqualTo(
                        """
                        {"account":"shop","balance":48,"threshold":50,"crossed_at":1767225600}\
                        """);
    }

    @Test
    void a_refund_that_reaches_the_threshold_makes_the_next_crossing_count() {
        Caller caller = customer(52);
        order(caller, 1);
        one.queue().fail(one.claim("w"), FAILURE);
        assertThat(one.balance(caller)).isEqualTo(52);
        assertThat(told(caller)).isOne();
        order(caller, 1);
        assertThat(told(caller)).isEqualTo(2);
    }

    @Test
    void a_refund_that_stays_below_the_threshold_does_not() {
        Caller caller = customer(54);
        order(caller, 3);
        one.queue().fail(one.claim("w"), FAILURE);
        assertThat(one.balance(caller)).isEqualTo(46);
        order(caller, 1);
        assertThat(told(caller)).isOne();
    }

    @Test
    void an_order_for_several_pictures_is_one_crossing() {
        Caller caller = customer(100);
        one.tasks().submit(new BatchOrder(Store.order(caller, "boats"), 20, "same", 0));
        assertThat(one.balance(caller)).isEqualTo(20);
        assertThat(told(caller)).isOne();
    }

    @Test
    void credits_that_are_taken_away_cross_it_too_and_those_that_are_given_do_not() {
        Caller caller = customer(0);
        one.ledger().grant(caller.account(), new Credits(20), null);
        assertThat(told(caller)).isZero();
        one.ledger().grant(caller.account(), new Credits(80), null);
        one.ledger().grant(caller.account(), new Credits(-51), null);
        assertThat(told(caller)).isOne();
        one.ledger().grant(caller.account(), new Credits(-1), null);
        assertThat(told(caller)).isOne();
    }

    @Test
    void an_account_has_a_threshold_of_its_own_or_none() {
        Caller caller = customer(100);
        setThreshold(one, caller, new Credits(99));
        assertThat(told(caller)).isZero();
        order(caller, 1);
        assertThat(told(caller)).isOne();
        setThreshold(one, caller, Credits.ZERO);
        order(caller, 20);
        assertThat(told(caller)).isOne();
        setThreshold(one, caller, new Credits(5));
        assertThat(one.balance(caller)).isEqualTo(16);
        order(caller, 3);
        assertThat(told(caller)).isEqualTo(2);
    }

    @Test
    void a_threshold_that_is_raised_above_the_balance_is_a_crossing() {
        Caller caller = customer(100);
        setThreshold(one, caller, new Credits(200));
        assertThat(told(caller)).isOne();
        one.accounts().setLimits("shop", limits -> AccountLimits.NONE);
        one.accounts().setLimits("shop", limits -> new AccountLimits(null, null, new Credits(101)));
        assertThat(told(caller)).isEqualTo(2);
    }

    private static void setThreshold(Store store, Caller caller, Credits low) {
        AccountDirectory directory = store.accounts().directory();
        directory.change(
                caller.account(),
                terms ->
                        new AccountDirectory.Terms(
                                terms.name(), false, new AccountLimits(null, null, low)));
    }

    @Test
    void an_order_whose_crossing_cannot_be_told_is_not_taken() {
        Caller caller = customer(52);
        outboxFails = true;
        assertThat(failed(() -> one.submit(caller, "a boat"))).isTrue();
        outboxFails = false;
        assertThat(one.balance(caller)).isEqualTo(52);
        assertThat(told(caller)).isZero();
    }

    private static boolean failed(Runnable work) {
        try {
            work.run();
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    @Test
    void of_two_processes_that_order_at_once_one_tells_of_each_crossing() throws Exception {
        Caller caller = customer(50);
        for (int round = 1; round <= 30; round++) {
            processes.together(
                    () -> one.tasks().submit(Store.order(caller, "a cat")),
                    () -> two.tasks().submit(Store.order(caller, "a cat")));
            assertThat(told(caller)).isEqualTo(round);
            one.ledger().grant(caller.account(), new Credits(8), null);
            assertThat(one.balance(caller)).isEqualTo(50);
        }
    }
}
