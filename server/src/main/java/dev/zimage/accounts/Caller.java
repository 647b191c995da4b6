package dev.zimage.accounts;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who sends a request.
///
/// @param accountName for the log
/// @param rights of the key
/// @param budgeted whether the key has a budget
/// @param requestsPerMinute the account's own limit, null for the configured one
/// @param contentCheck whether all orders of the account are checked, also those that do not ask
///   for it
public record Caller(
        AccountId account,
        String accountName,
        KeyId key,
        KeyRights rights,
        boolean budgeted,
        @Nullable Integer requestsPerMinute,
        boolean contentCheck) {

    public Mode mode() {
        return rights.mode();
    }

    /// What the key may do.
    public Set<Scope> scopes() {
        return rights.scopes();
    }
}
