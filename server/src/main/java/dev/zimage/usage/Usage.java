package dev.zimage.usage;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.KeyId;
import dev.zimage.database.Database;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;

/// Reads what accounts have used. A charge and its refund count for the day of the order, so the
/// sums of a day can still change while its tasks are drawn. Safe for use by any number of threads,
/// and from the command line beside a running server.
public final class Usage {

    private static final RowMapper<UsageRow> ROW =
            (row, context) ->
                    new UsageRow(
                            LocalDate.ofEpochDay(row.getLong("day")),
                            new AccountId(row.getLong("account_id")),
                            new KeyId(row.getLong("key_id")),
                            row.getString("name"),
                            row.getString("model"),
                            new UsageAmounts(
                                    row.getLong("completed"),
                                    row.getLong("failed"),
                                    row.getLong("processing"),
                                    row.getLong("redrawn"),
                                    new Credits(row.getLong("charged")),
                                    new Credits(row.getLong("refunded"))));

    private final Database database;
    private final Clock clock;

    /// What a key has spent.
    ///
    /// @param today on the requested day, less refunds
    public record KeySpending(Credits today, Credits total) {

        public static final KeySpending NONE = new KeySpending(Credits.ZERO, Credits.ZERO);
    }

    /// What an account has used.
    ///
    /// @param spent less refunds
    public record AccountTotal(Credits spent, long completed, long failed) {

        public static final AccountTotal NONE = new AccountTotal(Credits.ZERO, 0, 0);
    }

    private Usage(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Opens the feature.
    public static Usage open(Database database, Clock clock) {
        return new Usage(database, clock);
    }

    /// The ledger of accounts with what was paid for.
    public AccountStatement statement() {
        return new AccountStatement(database);
    }

    /// What all accounts had drawn, over time.
    public Overview overview() {
        return new Overview(database, clock);
    }

    /// The tasks behind the figures of the overview.
    public EndedTasks endedTasks() {
        return new EndedTasks(database);
    }

    /// Keeps the figures of the overview small. To be called periodically, by one process.
    public void fold() {
        TaskFigures.fold(database, clock.instant());
    }

    /// What accounts have used since a day. Accounts without usage are left out.
    public Map<AccountId, AccountTotal> totals(List<AccountId> accounts, LocalDate since) {
        return accounts.isEmpty()
                ? Map.of()
                : database.read(tx ->
                        tx
                                .createQuery(
                                        """
                                        select account_id, sum(charged - refunded),
                                               sum(completed), sum(failed)
                                        from usage_parts
                                        where account_id in (<accounts>) and day >= :since
                                        group by account_id
                                        """)
                                .bindList(
                                        "accounts",
                                        accounts.stream().map(AccountId::value).toList())
                                .bind("since", since.toEpochDay())
                                .map((row, context) ->
                                        Map.entry(
                                                new AccountId(row.getLong(1)),
                                                new AccountTotal(
                                                        new Credits(row.getLong(2)),
                                                        row.getLong(3),
                                                        row.getLong(4))))
                                .stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /// The day (UTC) that it is.
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /// What an account has used, by day, key and model, in this order. There are no rows without
    /// usage. It is one statement, so that a task is counted once even while it ends.
    ///
    /// @param limit maximum number of rows
    public List<UsageRow> of(AccountId account, Period period, int limit) {
        return database.read(tx ->
                tx.createQuery(
                                """
                                select u.day, u.account_id, u.key_id, k.name, u.model,
                                       sum(u.completed) as completed, sum(u.failed) as failed,
                                       sum(u.processing) as processing,
                                       sum(u.redrawn) as redrawn,
                                       sum(u.charged) as charged, sum(u.refunded) as refunded
                                from usage_parts u join api_keys k on k.id = u.key_id
                                where u.account_id = :account and u.day between :from and :to
                                group by u.day, u.account_id, u.key_id, k.name, u.model
                                order by u.day, u.key_id, u.model
                                limit :limit
                                """)
                        .bind("account", account.value())
                        .bind("from", period.from().toEpochDay())
                        .bind("to", period.to().toEpochDay())
                        .bind("limit", limit)
                        .map(ROW)
                        .list());
    }

    /// What each key of an account has spent. Keys that never ordered are left out.
    public Map<KeyId, KeySpending> byKey(AccountId account, LocalDate today) {
        return database.read(tx ->
                tx.createQuery(
                                """
                                select key_id, sum(charged - refunded) as total,
                                       sum(case when day = :today
                                           then charged - refunded else 0 end) as today
                                from usage_parts
                                where account_id = :account
                                group by key_id
                                """)
                        .bind("account", account.value())
                        .bind("today", today.toEpochDay())
                        .collectRows(
                                Collectors.toMap(
                                        row -> new KeyId(row.getColumn("key_id", Long.class)),
                                        row ->
                                                new KeySpending(
                                                        new Credits(
                                                                row.getColumn("today", Long.class)),
                                                        new Credits(
                                                                row.getColumn(
                                                                        "total", Long.class))))));
    }
}
