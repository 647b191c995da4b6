package dev.zimage.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.zimage.accounts.AccountId;
import dev.zimage.database.Database;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Rate limits: counts the requests of each account per minute. Each account has a token bucket
/// that refills evenly, so an account at its limit continues at that rate instead of stopping for a
/// minute. Processes count on their own and tell each other by [#exchange] what they have counted.
/// Safe for use by any number of threads.
public final class RateLimits {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int CONSOLE_REQUESTS_PER_MINUTE = 1_200;

    private final int defaultLimit;
    private final Requests requests;
    private final Cache<AccountId, Limited> buckets =
            Caffeine.newBuilder()
                    .expireAfterAccess(WINDOW.multipliedBy(2))
                    .executor(Runnable::run)
                    .build();

    /// Whose requests are counted. Each kind is counted on its own.
    public enum Requests {
        /// Those with the account's keys.
        OF_KEYS,
        /// Those of the account's people in the console.
        OF_CONSOLE
    }

    /// @param untold requests that were let through and not yet told to the other processes
    private record Limited(int limit, Bucket bucket, LongAdder untold) {}

    /// The result of counting one request.
    ///
    /// @param allowed whether the request may proceed
    /// @param limit requests a minute
    /// @param remaining requests that may follow immediately
    /// @param untilNext when the next request will be allowed; zero when one is now
    /// @param untilFull when a burst of `limit` requests is possible again
    public record Standing(
            boolean allowed, int limit, long remaining, Duration untilNext, Duration untilFull) {}

    /// @param defaultLimit requests a minute, for accounts without a limit of their own
    public RateLimits(int defaultLimit, Requests requests) {
        this.defaultLimit = defaultLimit;
        this.requests = requests;
    }

    /// Counts requests with keys.
    ///
    /// @param defaultLimit requests a minute, for accounts without a limit of their own
    public static RateLimits ofKeys(int defaultLimit) {
        return new RateLimits(defaultLimit, Requests.OF_KEYS);
    }

    /// Counts requests of the console, of all people of an account together. An account whose keys
    /// have used up their requests can still look.
    public static RateLimits ofConsole() {
        return new RateLimits(CONSOLE_REQUESTS_PER_MINUTE, Requests.OF_CONSOLE);
    }

    /// The limit of accounts without one of their own, in requests a minute.
    public int usual() {
        return defaultLimit;
    }

    /// Counts one request.
    ///
    /// @param own the account's own limit, null for the default
    public Standing count(AccountId account, @Nullable Integer own) {
        int limit = own == null ? defaultLimit : own;
        Limited limited = limited(account, limit);
        ConsumptionProbe probe = limited.bucket.tryConsumeAndReturnRemaining(1);
        limited.untold.add(probe.isConsumed() ? 1 : 0);
        return new Standing(
                probe.isConsumed(),
                limit,
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    /// Counts together with the other processes on a database. To be called a few times a second:
    /// what comes in in between is counted here alone.
    public void exchange(Database database, Clock clock) {
        List<RequestRates.Counted> counted = new ArrayList<>();
        buckets.asMap()
                .forEach((account, limited) -> {
                    long untold = limited.untold.sumThenReset();
                    if (untold > 0) {
                        counted.add(new RequestRates.Counted(account, untold, limited.limit));
                    }
                });
        if (!counted.isEmpty()) {
            new RequestRates(database, clock, requests).add(counted).forEach(this::agree);
        }
    }

    /// Takes over what all processes have counted.
    private void agree(AccountId account, Duration untilFull) {
        Limited limited = buckets.getIfPresent(account);
        if (limited == null) {
            return;
        }
        long used =
                Math.ceilDiv(untilFull.toNanos() * limited.limit, WINDOW.toNanos())
                        + limited.untold.sum();
        long tooMany = limited.bucket.getAvailableTokens() - (limited.limit - used);
        if (tooMany > 0) {
            limited.bucket.consumeIgnoringRateLimits(tooMany);
        } else if (tooMany < 0) {
            limited.bucket.addTokens(-tooMany);
        }
    }

    private Limited limited(AccountId account, int limit) {
        Limited present = buckets.getIfPresent(account);
        if (present != null && present.limit == limit) {
            return present;
        }
        return buckets.asMap()
                .compute(
                        account,
                        (id, known) ->
                                known != null && known.limit == limit ? known : fresh(limit));
    }

    private static Limited fresh(int limit) {
        return new Limited(
                limit,
                Bucket.builder()
                        .addLimit(
                                bandwidth -> bandwidth.capacity(limit).refillGreedy(limit, WINDOW))
                        .build(),
                new LongAdder());
    }
}
