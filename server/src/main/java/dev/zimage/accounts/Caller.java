package dev.zimage.accounts;

import org.jspecify.annotations.Nullable;

/// Who sends a request.
///
/// @param requestsPerMinute the account's own limit, null for the configured one
/// @param contentCheck whether all orders of the account are checked, asked for or not
public record Caller(
        AccountId account,
        KeyId key,
        Mode mode,
        @Nullable Integer requestsPerMinute,
        boolean contentCheck) {}
