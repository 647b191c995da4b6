package dev.zimage.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The life of an API key.
///
/// @param expiresAt null when it does not expire
/// @param revokedAt null while it is in use
/// @param lastUsedAt to the nearest ten seconds, null when it was never used
public record KeyDates(
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {}
