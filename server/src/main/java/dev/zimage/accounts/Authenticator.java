package dev.zimage.accounts;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.zimage.errors.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Identifies the caller by the `Authorization` header. Keys are cached for half a second, so a
/// flood of requests costs two lookups a second, and a revoked key is refused within a second
/// whichever process revoked it. Safe for use by any number of threads.
public final class Authenticator {

    private static final Duration CACHE_TTL = Duration.ofMillis(500);
    private static final int MOST_CACHED = 10_000;
    private static final String SCHEME = "Bearer ";

    private final PresentedKeys keys;
    private final Accounts accounts;
    private final Clock clock;
    private final LoadingCache<String, Optional<Known>> known;
    private final Map<KeyId, Instant> uses = new ConcurrentHashMap<>();

    private record Known(ApiKey key, Caller caller) {}

    Authenticator(PresentedKeys keys, Accounts accounts, Clock clock) {
        this.keys = keys;
        this.accounts = accounts;
        this.clock = clock;
        this.known =
                Caffeine.newBuilder()
                        .maximumSize(MOST_CACHED)
                        .expireAfterWrite(CACHE_TTL)
                        .executor(Runnable::run)
                        .build(this::lookUp);
    }

    /// Checks the value of the header.
    ///
    /// @param authorization null when the header is missing
    public Authentication authenticate(@Nullable String authorization) {
        if (authorization == null || authorization.isBlank()) {
            return new Authentication.Refused(ErrorCode.NO_AUTHORIZATION);
        }
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || authorization.substring(SCHEME.length()).isBlank()) {
            return new Authentication.Refused(ErrorCode.NOT_A_BEARER_KEY);
        }
        return SecretKey.parse(authorization.substring(SCHEME.length()).strip())
                .flatMap(secret -> known.get(secret.hash()))
                .map(this::judge)
                .orElseGet(() -> new Authentication.Refused(ErrorCode.KEY_UNKNOWN));
    }

    private Authentication judge(Known known) {
        Instant now = clock.instant();
        Instant expiresAt = known.key.expiresAt();
        if (known.key.revokedAt() != null) {
            return new Authentication.Refused(ErrorCode.KEY_REVOKED);
        }
        if (expiresAt != null && !now.isBefore(expiresAt)) {
            return new Authentication.Refused(ErrorCode.KEY_EXPIRED);
        }
        uses.put(known.key.id(), now);
        return new Authentication.Granted(known.caller);
    }

    private Optional<Known> lookUp(String hash) {
        return keys.findByHash(hash)
                .map(key -> {
                    Account account = accounts.get(key.account());
                    return new Known(
                            key,
                            new Caller(
                                    account.id(),
                                    account.name(),
                                    key.id(),
                                    key.rights(),
                                    key.budget().limits(),
                                    account.requestsPerMinute(),
                                    account.contentCheck()));
                });
    }

    /// Stores when keys were last used. To be called periodically, not with each request.
    public void recordUses() {
        Map<KeyId, Instant> seen = Map.copyOf(uses);
        if (!seen.isEmpty()) {
            keys.recordUse(seen);
            seen.forEach(uses::remove);
        }
    }
}
