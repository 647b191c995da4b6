package dev.zimage.accounts;

import dev.zimage.database.Database;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Searches and changes accounts, for operators. Safe for use by any number of threads.
public final class AccountDirectory {

    private final Database database;
    private final Clock clock;
    private final LowBalances lowBalances;

    /// What an operator can change. An invalid name is refused.
    ///
    /// @param limits of its own
    public record Terms(String name, boolean suspended, AccountLimits limits) {

        public Terms {
            if (!Accounts.isName(name)) {
                throw new IllegalArgumentException("not a valid account name: " + name);
            }
        }

        public static Terms of(Account account) {
            return new Terms(account.name(), account.suspended(), account.settings().limits());
        }
    }

    AccountDirectory(Database database, Clock clock, LowBalances lowBalances) {
        this.database = database;
        this.clock = clock;
        this.lowBalances = lowBalances;
    }

    /// Accounts whose names contain a text, newest first.
    ///
    /// @param before only accounts with a smaller id; null for the newest
    public List<Account> search(String text, @Nullable AccountId before, int limit) {
        return database.read(tx ->
                tx.createQuery(
                                """
                                select * from accounts
                                where <position>(name, :text) > 0 and id < :before
                                order by id desc limit :limit
                                """)
                        .bind("text", text)
                        .bind("before", before == null ? Long.MAX_VALUE : before.value())
                        .bind("limit", limit)
                        .map(Accounts.ACCOUNT)
                        .list());
    }

    /// How accounts are sorted.
    public enum Order {
        NEWEST("id desc"),
        NAME("name, id"),
        BALANCE("balance desc, id");

        private final String columns;

        Order(String columns) {
            this.columns = columns;
        }
    }

    /// The accounts whose name contains `text`, in some order.
    ///
    /// @param skip how many come before
    public List<Account> sorted(String text, Order order, long skip, int limit) {
        return database.read(tx ->
                tx.createQuery(
                                """
                                select * from accounts where <position>(name, :text) > 0
                                order by <order> limit :limit offset :skip
                                """)
                        .define("order", order.columns)
                        .bind("text", text)
                        .bind("skip", skip)
                        .bind("limit", limit)
                        .map(Accounts.ACCOUNT)
                        .list());
    }

    /// The account with this id.
    public Optional<Account> find(AccountId id) {
        return database.read(tx -> find(tx, id));
    }

    private static Optional<Account> find(Handle tx, AccountId id) {
        return tx.createQuery("select * from accounts where id = :id")
                .bind("id", id.value())
                .map(Accounts.ACCOUNT)
                .findOne();
    }

    /// Changes an account.
    ///
    /// @param change makes the new terms from the old ones; may be called twice
    /// @return the account as it is then; empty, and nothing changed, when the name is taken
    public Optional<Account> change(AccountId id, UnaryOperator<Terms> change) {
        return database.write(tx -> {
            AccountLock.take(tx, id);
            return find(tx, id)
                    .flatMap(was ->
                            change(tx, id, change.apply(Terms.of(was)))
                                    .map(is -> {
                                        AccountAudit.changed(tx, clock.instant(), was, is);
                                        lowBalances.changed(tx, was, is);
                                        return is;
                                    }));
        });
    }

    private static Optional<Account> change(Handle tx, AccountId id, Terms terms) {
        return tx.createQuery(
                        """
                        update accounts
                        set name = :name, status = :status, requests_per_minute = :requests,
                            max_tasks_in_flight = :tasks, low_balance = :low
                        where id = :id
                          and not exists (select 1 from accounts
                                          where name = :name and id <> :id)
                        returning *
                        """)
                .bind("name", terms.name)
                .bind("status", terms.suspended ? "suspended" : "active")
                .bind("requests", terms.limits.requestsPerMinute())
                .bind("tasks", terms.limits.tasksInFlight())
                .bind("low", Credits.amountOf(terms.limits.lowBalance()))
                .bind("id", id.value())
                .map(Accounts.ACCOUNT)
                .findOne();
    }
}
