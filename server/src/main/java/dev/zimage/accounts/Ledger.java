package dev.zimage.accounts;

import dev.zimage.accounts.LedgerEntry.Kind;
import dev.zimage.accounts.LedgerEntry.Reason;
import dev.zimage.database.Database;
import dev.zimage.database.HotStatement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The credits of all accounts. A balance changes only here, and never without an entry that says
/// why, so the balance of an account is always the sum of its entries.
///
/// The methods that take a [Handle] run in the caller's transaction: the charge in the one that
/// inserts the task, the refund in the one that fails it. An entry is unique by task and kind, so a
/// second refund fails its transaction and cannot be committed.
public final class Ledger {

    private static final String DEBIT =
            """
            update accounts
            set balance = balance - ?, tasks_in_flight = tasks_in_flight + ?
            where id = ? and status = 'active' and balance >= ?
              and tasks_in_flight + ? <= coalesce(max_tasks_in_flight, ?)
            returning balance, low_balance
            """;

    private static final String ENTER =
            """
            insert into ledger
              (account_id, task_id, kind, amount, balance_after, note, created_at)
            values (?, ?, ?, ?, ?, ?, ?)
            """;

    /// What an account is left with.
    ///
    /// @param lowBalance the account's own threshold
    private record Debited(Credits balance, @Nullable Credits lowBalance) {}

    private static final RowMapper<LedgerEntry> ENTRY =
            (row, context) ->
                    new LedgerEntry(
                            row.getLong("id"),
                            new AccountId(row.getLong("account_id")),
                            new Reason(
                                    Kind.of(row.getString("kind")),
                                    row.getString("task_id"),
                                    row.getString("note")),
                            new Credits(row.getLong("amount")),
                            new Credits(row.getLong("balance_after")),
                            Instant.ofEpochMilli(row.getLong("created_at")));

    private final Database database;
    private final Clock clock;
    private final LowBalances lowBalances;

    Ledger(Database database, Clock clock, LowBalances lowBalances) {
        this.database = database;
        this.clock = clock;
        this.lowBalances = lowBalances;
    }

    /// Gives credits to an account, or takes credits away when `amount` is negative.
    ///
    /// @return the new balance; empty, and nothing changed, when it would fall below zero
    /// @throws IllegalArgumentException when the amount is zero
    public Optional<Credits> grant(AccountId account, Credits amount, @Nullable String note) {
        if (amount.isZero()) {
            throw new IllegalArgumentException("a grant of zero credits changes nothing");
        }
        return database.write(account.value(), tx -> grant(tx, account, amount, note));
    }

    Optional<Credits> grant(Handle tx, AccountId account, Credits amount, @Nullable String note) {
        Optional<Account> changed =
                tx.createQuery(
                                """
                                update accounts set balance = balance + :amount
                                where id = :account and balance + :amount >= 0
                                returning *
                                """)
                        .bind("amount", amount.amount())
                        .bind("account", account.value())
                        .map(Accounts.ACCOUNT)
                        .findOne();
        changed.ifPresent(after -> {
            enter(tx, account, Reason.grant(note), amount, after.balance());
            AccountAudit.granted(tx, clock.instant(), after, amount, note);
            lowBalances.changed(tx, after.withBalance(after.balance().minus(amount)), after);
        });
        return changed.map(Account::balance);
    }

    /// Takes the prices of tasks of one account and counts the tasks as in flight: all, or none.
    ///
    /// @param charges at least one, all of the same account, key and day
    /// @param defaultLimit of tasks in flight, for accounts without a limit of their own
    /// @param insertTasks inserts the tasks once they are paid for: the entries refer to them
    public Admission admit(
            Handle tx, List<Charge> charges, int defaultLimit, Runnable insertTasks) {
        Charge first = charges.getFirst();
        Credits price = Credits.sum(charges.stream().map(Charge::price));
        AdmissionRequest demand =
                new AdmissionRequest(first.account(), price, charges.size(), defaultLimit);
        boolean budgeted = first.budgeted() && !price.isZero();
        if (budgeted) {
            AccountLock.take(tx, first.account());
        }
        Optional<Admission.OverBudget> shortage =
                budgeted ? KeyBudgets.take(tx, first.key(), price, first.day()) : Optional.empty();
        if (shortage.isPresent()) {
            return demand.judge(tx, shortage);
        }
        Optional<Debited> debited = debit(tx, demand);
        if (debited.isEmpty()) {
            if (budgeted) {
                KeyBudgets.putBack(tx, first.key(), price, first.day());
            }
            return demand.judge(tx, Optional.empty());
        }
        insertTasks.run();
        Credits before = debited.get().balance.plus(price);
        Credits balance = before;
        for (Charge charge : charges) {
            balance = balance.minus(charge.price());
            enter(tx, charge, balance);
        }
        lowBalances.charged(tx, first.account(), before, balance, debited.get().lowBalance);
        return new Admission.Admitted(balance);
    }

    /// Takes the prices of tasks of any accounts, each on its own, in a few statements for all. For
    /// databases that know arrays, and for keys without a budget.
    ///
    /// @param insertTasks inserts the tasks that are paid for: gets the admission of each charge
    /// @return the admission of each charge
    public List<Admission> admitEach(
            Handle tx,
            List<Charge> charges,
            int defaultLimit,
            Consumer<List<Admission>> insertTasks) {
        BulkCharges bulk = new BulkCharges(tx, database.dialect(), charges, lowBalances);
        List<Admission> admissions = bulk.admit(defaultLimit);
        insertTasks.accept(admissions);
        bulk.enter(admissions, clock.millis());
        return admissions;
    }

    private static Optional<Debited> debit(Handle tx, AdmissionRequest demand) {
        try (HotStatement update = HotStatement.on(tx, DEBIT)) {
            return update.number(demand.price().amount())
                    .number(demand.tasks())
                    .number(demand.account().value())
                    .number(demand.price().amount())
                    .number(demand.tasks())
                    .number(demand.defaultLimit())
                    .first(row ->
                            new Debited(new Credits(row.getLong(1)), Accounts.lowBalance(row)));
        }
    }

    private void enter(Handle tx, Charge charge, Credits balanceAfter) {
        if (!charge.price().isZero()) {
            enter(
                    tx,
                    charge.account(),
                    Reason.charge(charge.taskId()),
                    charge.price().negated(),
                    balanceAfter);
        }
    }

    /// What [#admit] would answer now. Changes nothing.
    public Admission wouldAdmit(Caller caller, Credits price, int defaultLimit) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return database.read(tx -> {
            Optional<Admission.OverBudget> shortage =
                    caller.budgeted() && !price.isZero()
                            ? KeyBudgets.shortage(tx, caller.key(), price, today)
                            : Optional.empty();
            return new AdmissionRequest(caller.account(), price, 1, defaultLimit)
                    .judge(tx, shortage);
        });
    }

    /// Counts a paid task as no longer in flight, because it has completed.
    public void settle(Handle tx, AccountId account) {
        tx.createUpdate(
                        """
                        update accounts set tasks_in_flight = tasks_in_flight - 1
                        where id = :account
                        """)
                .bind("account", account.value())
                .execute();
    }

    /// Counts a task as no longer in flight, because it has failed, and refunds its price.
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
        enter(tx, account, Reason.refund(taskId), price, balance);
        KeyBudgets.refund(tx, taskId);
    }

    private void enter(
            Handle tx, AccountId account, Reason reason, Credits amount, Credits balanceAfter) {
        try (HotStatement insert = HotStatement.on(tx, ENTER)) {
            int rows =
                    insert.number(account.value())
                            .text(reason.taskId())
                            .text(reason.kind().label())
                            .number(amount.amount())
                            .number(balanceAfter.amount())
                            .text(reason.note())
                            .number(clock.millis())
                            .update();
            if (rows != 1) {
                throw new IllegalStateException("an entry was not stored: " + reason.kind());
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
    /// @param taskId as stored in the entries
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

    /// The names of accounts whose balance is not the sum of their entries. There are none unless
    /// somebody changed the database by hand.
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
