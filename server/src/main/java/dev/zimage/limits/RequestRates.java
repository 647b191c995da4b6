package dev.zimage.limits;

import dev.zimage.accounts.AccountId;
import dev.zimage.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// The rate limits that the processes of an installation share, by the generic cell rate algorithm:
/// for each account the time at which its token bucket is full again. A request moves that time on
/// by as long as its token takes to refill.
final class RequestRates {

    private static final int AT_ONCE = 500;

    private final Database database;
    private final Clock clock;
    private final String table;

    /// Requests of an account that this process has let through.
    ///
    /// @param limit requests a minute
    record Counted(AccountId account, long requests, int limit) {

        private long micros() {
            return requests * Duration.ofMinutes(1).toNanos() / 1_000 / limit;
        }
    }

    RequestRates(Database database, Clock clock, RateLimits.Requests requests) {
        this.database = database;
        this.clock = clock;
        this.table =
                switch (requests) {
                    case OF_KEYS -> "request_rates";
                    case OF_CONSOLE -> "console_request_rates";
                };
    }

    /// Adds what was counted here.
    ///
    /// @return how long it takes from now until the bucket of each of these accounts is full again
    Map<AccountId, Duration> add(List<Counted> counted) {
        // All processes lock the rows in the same order.
        List<Counted> sorted =
                counted.stream()
                        .sorted((a, b) -> Long.compare(a.account.value(), b.account.value()))
                        .toList();
        return IntStream.range(0, Math.ceilDiv(sorted.size(), AT_ONCE))
                .mapToObj(part ->
                        sorted.subList(
                                part * AT_ONCE, Math.min((part + 1) * AT_ONCE, sorted.size())))
                .flatMap(part -> addPart(part).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<AccountId, Duration> addPart(List<Counted> counted) {
        long now = clock.millis() * 1_000;
        return database.write(tx -> add(tx, counted, now));
    }

    private Map<AccountId, Duration> add(Handle tx, List<Counted> counted, long now) {
        String rows =
                IntStream.range(0, counted.size())
                        .mapToObj(i -> "(:account" + i + ", :full" + i + ")")
                        .collect(Collectors.joining(", "));
        Query query =
                tx.createQuery(
                                """
                                insert into %s as counted (account_id, full_at) values %s
                                on conflict (account_id) do update
                                set full_at = excluded.full_at + case
                                    when counted.full_at > :now
                                    then counted.full_at - :now else 0 end
                                returning account_id, full_at
                                """
                                        .formatted(table, rows))
                        .bind("now", now);
        for (int i = 0; i < counted.size(); i++) {
            query.bind("account" + i, counted.get(i).account.value())
                    .bind("full" + i, now + counted.get(i).micros());
        }
        return query.map((row, context) ->
                        Map.entry(
                                new AccountId(row.getLong(1)),
                                Duration.ofNanos((row.getLong(2) - now) * 1_000)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
