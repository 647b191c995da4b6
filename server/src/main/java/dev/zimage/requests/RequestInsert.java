package dev.zimage.requests;

import dev.zimage.accounts.KeyId;
import dev.zimage.database.Dialect;
import dev.zimage.database.HotStatement;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Inserts requests. One that is there already, because it is not known whether an earlier commit
/// succeeded, is left alone.
final class RequestInsert {

    private static final String COLUMNS =
            "(at, request_id, method, route, status, error, micros, account_id, key_id, address,"
                    + " task_id)";

    private static final String ONE =
            "insert into api_requests "
                    + COLUMNS
                    + """
                    \nvalues (?, ?, ?, ?, ?, nullif(?, 0), ?, nullif(?, 0), nullif(?, 0), ?, ?)
                    on conflict (at, request_id) do nothing
                    """;

    private static final String ALL =
            "insert into api_requests "
                    + COLUMNS
                    + """
                    \nselect at, request_id, method, route, status, nullif(error, 0), micros,
                           nullif(account_id, 0), nullif(key_id, 0), address, task_id
                    from unnest(
                      cast(? as bigint[]), cast(? as text[]), cast(? as text[]), cast(? as text[]),
                      cast(? as bigint[]), cast(? as bigint[]), cast(? as bigint[]),
                      cast(? as bigint[]), cast(? as bigint[]), cast(? as text[]),
                      cast(? as text[])) as r
                    """
                    + COLUMNS
                    + "\non conflict (at, request_id) do nothing";

    private final Dialect dialect;

    /// A request with the time at which it came.
    ///
    /// @param at milliseconds since 1970
    record Timed(long at, ServedRequest request) {

        long status() {
            return request.status();
        }

        long error() {
            Integer error = request.error();
            return error == null ? 0 : error;
        }

        long micros() {
            return request.took().toNanos() / 1_000;
        }

        boolean isAnonymous() {
            return request.sender() == null;
        }

        long account() {
            ServedRequest.Sender sender = request.sender();
            return sender == null ? 0 : sender.account().value();
        }

        long key() {
            ServedRequest.Sender sender = request.sender();
            KeyId key = sender == null ? null : sender.key();
            return key == null ? 0 : key.value();
        }
    }

    RequestInsert(Dialect dialect) {
        this.dialect = dialect;
    }

    void insert(Handle tx, List<Timed> requests) {
        if (dialect.arrays()) {
            insertAll(tx, requests);
        } else {
            requests.forEach(request -> insertOne(tx, request));
        }
    }

    private static void insertOne(Handle tx, Timed timed) {
        ServedRequest request = timed.request;
        try (HotStatement insert = HotStatement.on(tx, ONE)) {
            var _ =
                    insert.number(timed.at)
                            .text(request.id())
                            .text(request.method())
                            .text(request.route())
                            .number(timed.status())
                            .number(timed.error())
                            .number(timed.micros())
                            .number(timed.account())
                            .number(timed.key())
                            .text(request.address())
                            .text(request.task())
                            .update();
        }
    }

    private static void insertAll(Handle tx, List<Timed> requests) {
        try (HotStatement insert = HotStatement.on(tx, ALL)) {
            var _ =
                    insert.numbers(numbers(requests, Timed::at))
                            .texts(texts(requests, ServedRequest::id))
                            .texts(texts(requests, ServedRequest::method))
                            .texts(texts(requests, ServedRequest::route))
                            .numbers(numbers(requests, Timed::status))
                            .numbers(numbers(requests, Timed::error))
                            .numbers(numbers(requests, Timed::micros))
                            .numbers(numbers(requests, Timed::account))
                            .numbers(numbers(requests, Timed::key))
                            .texts(texts(requests, ServedRequest::address))
                            .texts(texts(requests, ServedRequest::task))
                            .update();
        }
    }

    private static LongStream numbers(List<Timed> requests, ToLongFunction<Timed> number) {
        return requests.stream().mapToLong(number);
    }

    private static Stream<@Nullable String> texts(
            List<Timed> requests, Function<ServedRequest, @Nullable String> text) {
        return requests.stream().map(timed -> text.apply(timed.request));
    }
}
