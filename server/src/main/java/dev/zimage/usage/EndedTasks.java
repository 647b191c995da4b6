package dev.zimage.usage;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.KeyId;
import dev.zimage.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tasks behind a figure of the [Overview], of all accounts, without their prompts. Safe for
/// use by any number of threads.
public final class EndedTasks {

    /// Ids are in the order of creation; a task that waited longer than this before it ended is not
    /// found.
    private static final Duration LONGEST_LIFE = Duration.ofDays(7);

    private final Database database;

    /// @param code of the error; 0 for completed tasks, null for all
    public record Filter(Instant from, Overview.Filter of, @Nullable Integer code) {}

    /// @param hex the 32 digits of the id
    /// @param code of the error, 0 when it was completed
    /// @param waited milliseconds until it was begun, null when it never was
    /// @param took milliseconds from then to its end
    public record Row(
            String hex,
            AccountId account,
            String accountName,
            KeyId key,
            String keyName,
            String model,
            String engine,
            int code,
            Instant finishedAt,
            @Nullable Long waited,
            @Nullable Long took) {}

    EndedTasks(Database database) {
        this.database = database;
    }

    /// The tasks, the last ordered first.
    ///
    /// @param before the digits of an id; only older tasks. Null for the newest
    public List<Row> list(Filter filter, @Nullable String before, int limit) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("from", filter.from.toEpochMilli());
        values.put("oldest", "%012x".formatted(filter.from.minus(LONGEST_LIFE).toEpochMilli()));
        values.put("before", before == null ? "g" : before);
        values.put("limit", limit);
        String conditions = conditions(filter, values);
        return database.read(tx ->
                tx.createQuery(
                                """
                                select t.id, t.account_id, a.name as account_name, t.key_id,
                                       k.name as key_name, t.model, t.engine,
                                       coalesce(t.error_code, 0) as code, t.finished_at,
                                       t.started_at - t.created_at as waited,
                                       t.finished_at - t.started_at as took
                                from tasks t join accounts a on a.id = t.account_id
                                  join api_keys k on k.id = t.key_id
                                where t.id < :before and t.id >= :oldest
                                  and t.finished_at >= :from and %s
                                order by t.id desc limit :limit
                                """
                                        .formatted(conditions))
                        .bindMap(values)
                        .map((row, context) ->
                                new Row(
                                        row.getString("id"),
                                        new AccountId(row.getLong("account_id")),
                                        row.getString("account_name"),
                                        new KeyId(row.getLong("key_id")),
                                        row.getString("key_name"),
                                        row.getString("model"),
                                        row.getString("engine"),
                                        row.getInt("code"),
                                        Instant.ofEpochMilli(row.getLong("finished_at")),
                                        number(row.getObject("waited")),
                                        number(row.getObject("took"))))
                        .list());
    }

    private static String conditions(Filter filter, Map<String, Object> values) {
        List<String> conditions = new ArrayList<>();
        Integer code = filter.code;
        conditions.add(
                code == null
                        ? "t.status in ('completed', 'failed')"
                        : code == 0 ? "t.status = 'completed'" : "t.status = 'failed'");
        if (code != null && code != 0) {
            conditions.add("t.error_code = :code");
            values.put("code", code);
        }
        Map<String, Object> columns = filter.of.columns();
        columns.keySet().forEach(column -> conditions.add("t.%s = :%s".formatted(column, column)));
        values.putAll(columns);
        return String.join(" and ", conditions);
    }

    private static @Nullable Long number(@Nullable Object value) {
        return value == null ? null : ((Number) value).longValue();
    }
}
