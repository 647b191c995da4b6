package dev.zimage.requests;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.KeyId;
import dev.zimage.database.Database;
import dev.zimage.database.NullableColumn;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The last requests to the API, of all processes of an installation. Requests are recorded a
/// moment after they were answered, and some are dropped rather than waited for, see
/// [RequestWriter]. Safe for use by any number of threads and processes.
public final class RequestHistory implements AutoCloseable {

    /// How many are deleted in one transaction, so that orders do not wait for it.
    private static final int SLICE = 2_000;

    private static final RowMapper<RecordedRequest> ROW = (row, context) -> request(row);

    private final Database database;
    private final Clock clock;
    private final Terms terms;
    private final RequestWriter writer;

    /// What is kept.
    ///
    /// @param enabled whether requests are recorded
    /// @param rows of the newest requests, about
    public record Terms(boolean enabled, Duration retention, int rows) {}

    private RequestHistory(Database database, Clock clock, Terms terms) {
        this.database = database;
        this.clock = clock;
        this.terms = terms;
        this.writer = new RequestWriter(database);
    }

    /// Opens the feature. Nothing is stored before [#start].
    public static RequestHistory open(
            Database database, Clock clock, Terms terms, MeterRegistry metrics) {
        RequestHistory history = new RequestHistory(database, clock, terms);
        history.writer.bindTo(metrics);
        return history;
    }

    /// Begins to store what is recorded.
    public void start() {
        if (terms.enabled) {
            writer.start();
        }
    }

    /// Whether requests are recorded.
    public boolean isEnabled() {
        return terms.enabled;
    }

    /// Records a request that was answered just now. Never waits.
    public void record(ServedRequest request) {
        if (terms.enabled) {
            long at = clock.millis() - request.took().toMillis();
            writer.add(new RequestInsert.Timed(at, request));
        }
    }

    /// The requests that match a filter, newest first.
    ///
    /// @param before only earlier ones; null for the newest
    public List<RecordedRequest> find(
            RequestFilter filter, @Nullable RequestCursor before, int limit) {
        RequestCursor from = before == null ? RequestCursor.NEWEST : before;
        return database.read(tx ->
                query(tx, filter)
                        .bind("at", from.at())
                        .bind("from", from.id())
                        .bind("limit", limit)
                        .map(ROW)
                        .list());
    }

    private static Query query(Handle tx, RequestFilter filter) {
        AccountId account = filter.account();
        Query query =
                tx.createQuery(
                        """
                        select r.*, a.name as account_name, k.name as key_name, k.hint as key_hint
                        from api_requests r
                        left join accounts a on a.id = r.account_id
                        left join api_keys k on k.id = r.key_id
                        where (r.at, r.request_id) < (:at, :from)\
                        """
                                + filter.conditions()
                                + "\norder by r.at desc, r.request_id desc limit :limit");
        if (account != null) {
            query.bind("account", account.value());
        }
        return query.bind("id", filter.id())
                .bind("key", filter.key())
                .bind("route", filter.route())
                .bind("accountText", filter.accountText());
    }

    /// Deletes requests that are too old or too many. To be called periodically.
    ///
    /// @return how many were deleted
    public int forgetOld() {
        long kept = clock.instant().minus(terms.retention).toEpochMilli();
        long oldest = Math.max(kept, newestTooMany().orElse(Long.MIN_VALUE));
        int deleted = 0;
        for (int slice = SLICE; slice == SLICE; ) {
            slice = database.write(tx -> forget(tx, oldest));
            deleted += slice;
        }
        return deleted;
    }

    private OptionalLong newestTooMany() {
        return database.read(tx ->
                        tx.createQuery(
                                        """
                                        select at from api_requests
                                        order by at desc, request_id desc limit 1 offset :rows
                                        """)
                                .bind("rows", terms.rows)
                                .mapTo(Long.class)
                                .findOne())
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    private static int forget(Handle tx, long oldest) {
        return tx.createUpdate(
                        """
                        delete from api_requests
                        where (at, request_id) in (
                          select at, request_id from api_requests where at <= :oldest
                          order by at, request_id limit :slice)
                        """)
                .bind("oldest", oldest)
                .bind("slice", SLICE)
                .execute();
    }

    private static RecordedRequest request(ResultSet row) throws SQLException {
        Long account = NullableColumn.number(row, "account_id");
        Long key = NullableColumn.number(row, "key_id");
        Long error = NullableColumn.number(row, "error");
        String keyName = row.getString("key_name");
        return new RecordedRequest(
                Instant.ofEpochMilli(row.getLong("at")),
                new ServedRequest(
                        row.getString("request_id"),
                        row.getString("method"),
                        row.getString("route"),
                        row.getInt("status"),
                        error == null ? null : error.intValue(),
                        Duration.ofNanos(row.getLong("micros") * 1_000),
                        account == null ? null : sender(account, key),
                        row.getString("address"),
                        row.getString("task_id")),
                row.getString("account_name"),
                keyName == null
                        ? null
                        : new RecordedRequest.KeyLabel(keyName, row.getString("key_hint")));
    }

    private static ServedRequest.Sender sender(long account, @Nullable Long key) {
        return new ServedRequest.Sender(
                new AccountId(account), key == null ? null : new KeyId(key));
    }

    /// Stores what is left.
    @Override
    public void close() {
        writer.close();
    }
}
