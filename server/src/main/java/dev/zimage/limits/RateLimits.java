package dev.zimage.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.zimage.accounts.AccountId;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Rate limits: counts the requests of each account per minute. Each account has a token bucket
/// that refills evenly, so an account at its limit continues at that rate instead of stopping for a
/// minute. Each server process counts on its own. Safe for use by any number of threads.
public final class RateLimits {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int defaultLimit;
    private final Cache<AccountId, Limited> buckets =
            Caffeine.newBuilder()
                    .expireAfterAccess(WINDOW.multipliedBy(2))
                    .executor(Runnable::run)
                    .build();

    private record Limited(int limit, Bucket bucket) {}

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
    public RateLimits(int defaultLimit) {
        this.defaultLimit = defaultLimit;
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
        ConsumptionProbe probe = bucket(account, limit).tryConsumeAndReturnRemaining(1);
        return new Standing(
                probe.isConsumed(),
                limit,
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    private Bucket bucket(AccountId account, int limit) {
        Limited present = buckets.getIfPresent(account);
        if (present != null && present.limit == limit) {
            return present.bucket;
        }
        return buckets.asMap()
                .compute(
                        account,
                        (id, known) -> known != null && known.limit == limit ? known : fresh(limit))
                .bucket;
    }

    private static Limited fresh(int limit) {
        return new Limited(
                limit,
                Bucket.builder()
                        .addLimit(
                                bandwidth -> bandwidth.capacity(limit).refillGreedy(limit, WINDOW))
                        .build());
    }
}
