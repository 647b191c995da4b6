package dev.zimage.accounts;

import dev.zimage.database.Dialect;
import dev.zimage.database.HotStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;

/// The charges of many tasks of any accounts, in three statements: the accounts are locked and
/// read, the admitted prices are taken from them, and the entries are written. Each charge is
/// judged in turn, against what those before it have left.
final class BulkCharges {

    private static final String LOCK = "select * from accounts where id = any(?) order by id ";

    private static final String DEBIT =
            """
            update accounts as a
            set balance = a.balance - d.price, tasks_in_flight = a.tasks_in_flight + d.tasks
            from unnest(cast(? as bigint[]), cast(? as bigint[]), cast(? as bigint[]))
              as d (id, price, tasks)
            where a.id = d.id
            """;

    private static final String ENTER =
            """
            insert into ledger (account_id, task_id, kind, amount, balance_after, created_at)
            select account_id, task_id, 'charge', amount, balance_after, ?
            from unnest(cast(? as bigint[]), cast(? as text[]), cast(? as bigint[]),
                        cast(? as bigint[]))
              as e (account_id, task_id, amount, balance_after)
            """;

    private final Handle tx;
    private final Dialect dialect;
    private final List<Charge> charges;
    private final LowBalances lowBalances;

    BulkCharges(Handle tx, Dialect dialect, List<Charge> charges, LowBalances lowBalances) {
        this.tx = tx;
        this.dialect = dialect;
        this.charges = List.copyOf(charges);
        this.lowBalances = lowBalances;
    }

    /// Takes the prices that the accounts can pay.
    ///
    /// @return the admission of each charge
    List<Admission> admit(int defaultLimit) {
        Map<AccountId, Account> before = locked();
        Map<AccountId, Account> after = new HashMap<>(before);
        List<Admission> admissions = new ArrayList<>();
        for (Charge charge : charges) {
            AdmissionRequest demand =
                    new AdmissionRequest(charge.account(), charge.price(), 1, defaultLimit);
            Account account = Objects.requireNonNull(after.get(charge.account()));
            Admission admission = demand.judge(account, Optional.empty());
            if (admission instanceof Admission.Admitted) {
                Account charged = account.charged(charge.price());
                after.put(charge.account(), charged);
                admission = new Admission.Admitted(charged.balance());
            }
            admissions.add(admission);
        }
        debit(before, after);
        before.values()
                .forEach(account ->
                        lowBalances.changed(
                                tx, account, Objects.requireNonNull(after.get(account.id()))));
        return admissions;
    }

    private Map<AccountId, Account> locked() {
        LongStream ids = charges.stream().mapToLong(charge -> charge.account().value()).distinct();
        Map<AccountId, Account> accounts = new HashMap<>();
        try (HotStatement select = HotStatement.on(tx, LOCK + dialect.lock())) {
            select.numbers(ids)
                    .all(Accounts::account)
                    .forEach(account -> accounts.put(account.id(), account));
        }
        return accounts;
    }

    private void debit(Map<AccountId, Account> before, Map<AccountId, Account> after) {
        List<Change> changes =
                before.values().stream()
                        .map(account -> Change.of(account, after))
                        .filter(change -> change.tasks() > 0)
                        .toList();
        if (changes.isEmpty()) {
            return;
        }
        try (HotStatement update = HotStatement.on(tx, DEBIT)) {
            int rows =
                    update.numbers(changes.stream().mapToLong(change -> change.account().value()))
                            .numbers(changes.stream().mapToLong(change -> change.price().amount()))
                            .numbers(changes.stream().mapToLong(Change::tasks))
                            .update();
            if (rows != changes.size()) {
                throw new IllegalStateException(rows + " accounts of " + changes.size());
            }
        }
    }

    /// What all charges of an account come to.
    private record Change(AccountId account, Credits price, int tasks) {

        static Change of(Account before, Map<AccountId, Account> accounts) {
            Account after = Objects.requireNonNull(accounts.get(before.id()));
            return new Change(
                    before.id(),
                    before.balance().minus(after.balance()),
                    after.tasksInFlight() - before.tasksInFlight());
        }
    }

    /// Writes the entries of the charges that were admitted and are not free.
    void enter(List<Admission> admissions, long now) {
        List<Entry> entries =
                IntStream.range(0, charges.size())
                        .mapToObj(i -> Entry.of(charges.get(i), admissions.get(i)))
                        .flatMap(Optional::stream)
                        .toList();
        if (entries.isEmpty()) {
            return;
        }
        try (HotStatement insert = HotStatement.on(tx, ENTER)) {
            int rows =
                    insert.number(now)
                            .numbers(entries.stream().mapToLong(Entry::account))
                            .texts(entries.stream().map(entry -> entry.charge().taskId()))
                            .numbers(entries.stream().mapToLong(Entry::amount))
                            .numbers(entries.stream().mapToLong(Entry::balanceAfter))
                            .update();
            if (rows != entries.size()) {
                throw new IllegalStateException(rows + " entries of " + entries.size());
            }
        }
    }

    private record Entry(Charge charge, Credits balance) {

        static Optional<Entry> of(Charge charge, Admission admission) {
            return admission instanceof Admission.Admitted(Credits balance)
                            && !charge.price().isZero()
                    ? Optional.of(new Entry(charge, balance))
                    : Optional.empty();
        }

        long account() {
            return charge.account().value();
        }

        long amount() {
            return -charge.price().amount();
        }

        long balanceAfter() {
            return balance.amount();
        }
    }
}
