package dev.zimage.usage;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.KeyId;
import dev.zimage.database.Database;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The ledger of an account with what was paid for: the prompt, the key and the time of drawing.
/// Safe for use by any number of threads.
public final class AccountStatement {

    private static final RowMapper<Line> LINE =
            (row, context) -> {
                String prompt = row.getString("prompt");
                return new Line(
                        row.getLong("id"),
                        row.getString("kind"),
                        new Credits(row.getLong("amount")),
                        new Credits(row.getLong("balance_after")),
                        row.getString("task_id"),
                        row.getString("note"),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        prompt == null
                                ? null
                                : new Order(
                                        prompt,
                                        new KeyId(row.getLong("key_id")),
                                        row.getString("key_name"),
                                        seconds(
                                                row.getLong("started_at"),
                                                row.getLong("finished_at"))));
            };

    private final Database database;

    /// Which lines are wanted. Null allows all.
    ///
    /// @param kind `grant`, `charge` or `refund`
    /// @param day by UTC
    public record Filter(@Nullable String kind, @Nullable KeyId key, @Nullable LocalDate day) {

        /// All lines.
        public static final Filter ALL = new Filter(null, null, null);
    }

    /// An entry of the ledger.
    ///
    /// @param taskHex the 32 hex digits of its task; null for a grant
    /// @param order what was ordered; null for a grant
    public record Line(
            long id,
            String kind,
            Credits amount,
            Credits balanceAfter,
            @Nullable String taskHex,
            @Nullable String note,
            Instant createdAt,
            @Nullable Order order) {}

    /// What was ordered.
    ///
    /// @param seconds from the start to the end of its drawing; null while it is not drawn
    public record Order(String prompt, KeyId key, String keyName, @Nullable Double seconds) {}

    AccountStatement(Database database) {
        this.database = database;
    }

    /// The lines of an account, newest first.
    ///
    /// @param before only lines with a smaller id; null for the newest
    public List<Line> lines(AccountId account, Filter filter, @Nullable Long before, int limit) {
        LocalDate day = filter.day;
        KeyId key = filter.key;
        return database.read(tx ->
                tx.createQuery(
                                """
                                select l.*, t.prompt, t.key_id, k.name as key_name, t.started_at,
                                       t.finished_at
                                from ledger l left join tasks t on t.id = l.task_id
                                  left join api_keys k on k.id = t.key_id
                                where l.account_id = :account and l.id < :before
                                  and (:kind = '' or l.kind = :kind)
                                  and (:key < 0 or t.key_id = :key)
                                  and l.created_at >= :from and l.created_at < :to
                                order by l.id desc limit :limit
                                """)
                        .bind("account", account.value())
                        .bind("before", before == null ? Long.MAX_VALUE : before)
                        .bind("kind", filter.kind == null ? "" : filter.kind)
                        .bind("key", key == null ? -1L : key.value())
                        .bind("from", day == null ? 0L : start(day))
                        .bind("to", day == null ? Long.MAX_VALUE : start(day.plusDays(1)))
                        .bind("limit", limit)
                        .map(LINE)
                        .list());
    }

    private static long start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    private static @Nullable Double seconds(long started, long finished) {
        return started == 0 || finished == 0 ? null : (finished - started) / 1000.0;
    }
}
