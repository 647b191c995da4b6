package dev.zimage.accounts;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of an API key; the key itself is not kept.
///
/// @param hint the key without its middle, to tell keys apart
public record ApiKey(
        KeyId id,
        AccountId account,
        String name,
        String hint,
        KeyRights rights,
        KeyDates dates,
        KeyBudget budget) {

    public Mode mode() {
        return rights.mode();
    }

    /// What it may do.
    public Set<Scope> scopes() {
        return rights.scopes();
    }

    public Instant createdAt() {
        return dates.createdAt();
    }

    /// Null when it does not expire.
    public @Nullable Instant expiresAt() {
        return dates.expiresAt();
    }

    /// Null while it is in use.
    public @Nullable Instant revokedAt() {
        return dates.revokedAt();
    }

    /// To the nearest ten seconds, null when it was never used.
    public @Nullable Instant lastUsedAt() {
        return dates.lastUsedAt();
    }
}
