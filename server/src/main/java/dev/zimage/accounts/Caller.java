package dev.zimage.accounts;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who sends a request.
///
/// @param accountName for the log
/// @param requestsPerMinute the account's own limit, null for the configured one
/// @param contentCheck whether all orders of the account are checked, asked for or not
/// @param scopes what the key may do
/// @param budgeted whether the key has a budget
public record Caller(
        AccountId account,
        String accountName,
        KeyId key,
        Mode mode,
        Set<Scope> scopes,
        boolean budgeted,
        @Nullable Integer requestsPerMinute,
        boolean contentCheck) {}
