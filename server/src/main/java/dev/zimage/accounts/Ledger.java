package dev.zimage.accounts;

import dev.zimage.accounts.LedgerEntry.Kind;
import dev.zimage.database.Database;
import dev.zimage.database.HotStatement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The credits of all accounts. A balance changes only here, and never without an entry that says
/// why, so the balance of an account is the sum of its entries at any moment.
///
/// The methods that take a [Handle] belong into the transaction of the caller: the charge into the
/// one that makes the task, the refund into the one that fails it. An entry is unique by task and
/// kind, so that a second refund breaks its transaction and cannot be committed.
public final class Ledger {

    private static final String DEBIT =
            """
            update accounts
            set balance = balance - ?, tasks_in_flight = tasks_in_flight + ?
            where id = ? and status = 'active' and balance >= ?
              and tasks_in_flight + ? <= coalesce(max_tasks_in_flight, ?)
            returning balance
            """;

    private static final String ENTER =
            """
            insert into ledger
              (account_id, task_id, kind, amount, balance_after, note, created_at)
            values (?, ?, ?, ?, ?, ?, ?)
            """;

    private static final RowMapper<LedgerEntry> ENTRY =
            (row, context) ->
                    new LedgerEntry(
                            row.getLong("id"),
                            new AccountId(row.getLong("account_id")),
                            row.getString("task_id"),
                            Kind.of(row.getString("kind")),
                            new Credits(row.getLong("amount")),
                            new Credits(row.getLong("balance_after")),
                            row.getString("note"),
                            Instant.ofEpochMilli(row.getLong("created_at")));

    private final Database database;
    private final Clock clock;

    public Ledger(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Gives credits to an account, or takes back some when `amount` is negative.
    ///
    /// @return the new balance; empty, and nothing changed, when it would fall below zero
    /// @throws IllegalArgumentException when the amount is zero
    public Optional<Credits> grant(AccountId account, Credits amount, @Nullable String note) {
        if (amount.isZero()) {
            throw new IllegalArgumentException("a grant of zero credits changes nothing");
        }
        return database.write(tx -> grant(tx, account, amount, note));
    }

    Optional<Credits> grant(Handle tx, AccountId account, Credits amount, @Nullable String note) {
        Optional<Credits> balance =
                tx.createQuery(
                                """
                                update accounts set balance = balance + :amount
                                where id = :account and balance + :amount >= 0
                                returning balance
                                """)
                        .bind("amount", amount.amount())
                        .bind("account", account.value())
                        .map((row, context) -> new Credits(row.getLong(1)))
                        .findOne();
        balance.ifPresent(after -> enter(tx, account, null, Kind.GRANT, amount, after, note));
        return balance;
    }

    /// Takes the price of a task and counts the task as in flight, if the account may have it.
    ///
    /// @param defaultLimit of tasks in flight, for accounts without a limit of their own
    /// @param makeTask writes the task down, once it is paid for: the entry refers to it
    public Admission admit(Handle tx, Charge charge, int defaultLimit, Runnable makeTask) {
        return admit(tx, List.of(charge), defaultLimit, makeTask);
    }

    /// Takes the prices of several tasks of one account and counts the tasks as in flight: all, or
    /// none.
    ///
    /// @param charges at least one, all of the same account, key and day
    /// @param makeTasks writes the tasks down, once they are paid for: the entries refer to them
    public Admission admit(Handle tx, List<Charge> charges, int defaultLimit, Runnable makeTasks) {
        Charge first = charges.getFirst();
        AccountId account = first.account();
        Credits price = Credits.sum(charges.stream().map(Charge::price));
        boolean budgeted = first.budgeted() && !price.isZero();
        Optional<Admission.OverBudget> shortage =
                budgeted ? KeyBudgets.take(tx, first.key(), price, first.day()) : Optional.empty();
        if (shortage.isPresent()) {
            return judge(tx, account, price, charges.size(), defaultLimit, shortage);
        }
        Optional<Credits> after = debit(tx, account, price, charges.size(), defaultLimit);
        if (after.isEmpty()) {
            if (budgeted) {
                KeyBudgets.putBack(tx, first.key(), price, first.day());
            }
            return judge(tx, account, price, charges.size(), defaultLimit, Optional.empty());
        }
        makeTasks.run();
        Credits balance = after.get().plus(price);
        for (Charge charge : charges) {
            balance = balance.minus(charge.price());
            enter(tx, charge, balance);
        }
        return new Admission.Admitted(balance);
    }

    private static Optional<Credits> debit(
            Handle tx, AccountId account, Credits price, int tasks, int defaultLimit) {
        try (HotStatement update = HotStatement.on(tx, DEBIT)) {
            return update.number(price.amount())
                    .number(tasks)
                    .number(account.value())
                    .number(price.amount())
                    .number(tasks)
                    .number(defaultLimit)
                    .first(row -> new Credits(row.getLong(1)));
        }
    }

    private void enter(Handle tx, Charge charge, Credits balanceAfter) {
        if (!charge.price().isZero()) {
            enter(
                    tx,
                    charge.account(),
                    charge.taskId(),
                    Kind.CHARGE,
                    charge.price().negated(),
                    balanceAfter,
                    null);
        }
    }

    /// What [#admit] would answer now. Changes nothing.
    public Admission wouldAdmit(Caller caller, Credits price, int defaultLimit) {
        return database.read(tx ->
                judge(tx, caller.account(), price, 1, defaultLimit, shortage(tx, caller, price)));
    }

    private Optional<Admission.OverBudget> shortage(Handle tx, Caller caller, Credits price) {
        return caller.budgeted() && !price.isZero()
                ? KeyBudgets.shortage(tx, caller.key(), price, today())
                : Optional.empty();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /// @param shortage of the key's budget, which counts before the account's balance does
    private static Admission judge(
            Handle tx,
            AccountId id,
            Credits price,
            int tasks,
            int defaultLimit,
            Optional<Admission.OverBudget> shortage) {
        Account account = Accounts.require(tx, id);
        Integer own = account.maxTasksInFlight();
        int limit = own == null ? defaultLimit : own;
        if (account.suspended()) {
            return new Admission.Suspended();
        }
        if (shortage.isPresent()) {
            return shortage.get();
        }
        if (account.balance().compareTo(price) < 0) {
            return new Admission.TooPoor(account.balance());
        }
        return account.tasksInFlight() + tasks <= limit
                ? new Admission.Admitted(account.balance())
                : new Admission.TooManyTasks(limit);
    }

    /// A task that was paid for has completed: it is no longer in flight.
    public void settle(Handle tx, AccountId account) {
        tx.createUpdate(
                        """
                        update accounts set tasks_in_flight = tasks_in_flight - 1
                        where id = :account
                        """)
                .bind("account", account.value())
                .execute();
    }

    /// A task has failed: it is no longer in flight and its price is given back.
    public void refund(Handle tx, AccountId account, String taskId, Credits price) {
        if (price.isZero()) {
            settle(tx, account);
            return;
        }
        Credits balance =
                tx.createQuery(
                                """
                                update accounts
                                set balance = balance + :price, tasks_in_flight = tasks_in_flight - 1
                                where id = :account
                                returning balance
                                """)
                        .bind("price", price.amount())
                        .bind("account", account.value())
                        .map((row, context) -> new Credits(row.getLong(1)))
                        .one();
        enter(tx, account, taskId, Kind.REFUND, price, balance, null);
        KeyBudgets.refund(tx, taskId);
    }

    private void enter(
            Handle tx,
            AccountId account,
            @Nullable String taskId,
            Kind kind,
            Credits amount,
            Credits balanceAfter,
            @Nullable String note) {
        try (HotStatement insert = HotStatement.on(tx, ENTER)) {
            int rows =
                    insert.number(account.value())
                            .text(taskId)
                            .text(kind.label())
                            .number(amount.amount())
                            .number(balanceAfter.amount())
                            .text(note)
                            .number(clock.millis())
                            .update();
            if (rows != 1) {
                throw new IllegalStateException("an entry that was not made: " + kind);
            }
        }
    }

    /// The entries of an account, newest first.
    ///
    /// @param before only entries with a smaller id; null for the newest
    public List<LedgerEntry> entries(AccountId account, @Nullable Long before, int limit) {
        return database.read(tx ->
                tx.createQuery(
                                """
                                select * from ledger
                                where account_id = :account and id < :before
                                order by id desc limit :limit
                                """)
                        .bind("account", account.value())
                        .bind("before", before == null ? Long.MAX_VALUE : before)
                        .bind("limit", limit)
                        .map(ENTRY)
                        .list());
    }

    /// The entries of a task, oldest first.
    ///
    /// @param taskId as entries have it
    public List<LedgerEntry> entriesOf(AccountId account, String taskId) {
        return database.read(tx ->
                tx.createQuery(
                                """
                                select * from ledger
                                where task_id = :task and account_id = :account
                                order by id
                                """)
                        .bind("task", taskId)
                        .bind("account", account.value())
                        .map(ENTRY)
                        .list());
    }

    /// The accounts whose balance is not the sum of their entries. There are none, unless somebody
    /// changed the database by hand.
    public List<String> unbalancedAccounts() {
        return database.read(tx ->
                tx.createQuery(
                                """
                                select name from accounts
                                where balance <> (select coalesce(sum(amount), 0) from ledger
                                                  where account_id = accounts.id)
                                order by name
                                """)
                        .mapTo(String.class)
                        .list());
    }
}
