package dev.zimage.accounts;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of an API key; the key itself is not kept.
///
/// @param hint the key with its middle left out, to tell keys apart
/// @param expiresAt null when it does not expire
/// @param revokedAt null while it is in use
/// @param scopes what it may do
/// @param lastUsedAt to the nearest ten seconds, null when never
public record ApiKey(
        KeyId id,
        AccountId account,
        String name,
        Mode mode,
        String hint,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt,
        Set<Scope> scopes,
        KeyBudget budget) {}
