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
import dev.zimage.database.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Two processes that change accounts and keys at the same time: whatever the order, it is as if
/// one had come after the other.
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RacesTest {

    private static final int ROUNDS = 30;

    private final TestDatabase kind;

    @TempDir Path folder;

    @AutoClose private TwoStores stores;
    private Store one;
    private Store two;

    RacesTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        stores = new TwoStores(kind, folder);
        one = stores.one();
        two = stores.two();
    }

    @Test
    void a_grant_that_is_repeated_by_its_key_is_given_once() throws Exception {
        AccountId account = one.customer("acme", 0).account();
        for (int round = 1; round <= ROUNDS; round++) {
            Grants.Request request =
                    new Grants.Request(account, new Credits(10), "gift", "key-" + round);

            List<Grants.Outcome> outcomes =
                    stores.together(
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
    void two_changes_of_an_account_are_both_made() throws Exception {
        AccountId account = one.customer("acme", 0).account();
        for (int round = 1; round <= ROUNDS; round++) {
            int value = round;

            stores.together(
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
                    stores.together(() -> rename(one, blue, name), () -> rename(two, green, name));

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

            stores.together(
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
                        stores.together(() -> firstStart(here), () -> firstStart(there));

                assertThat(made.stream().filter(Optional::isPresent)).hasSize(1);
                assertThat(Store.on(here).accounts().list()).hasSize(1);
            }
        }
    }

    private static Optional<FirstAccount.Secrets> firstStart(Database database) {
        return Store.on(database).accounts().first().create("default", new Credits(100));
    }
}
