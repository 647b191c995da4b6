package dev.zimage.accounts;

import org.jspecify.annotations.Nullable;

/// Who sends a request.
///
/// @param requestsPerMinute the account's own limit, null for the configured one
public record Caller(
        AccountId account, KeyId key, Mode mode, @Nullable Integer requestsPerMinute) {}
