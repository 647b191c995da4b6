package dev.zimage.people;

import dev.zimage.accounts.KeyId;
import org.jspecify.annotations.Nullable;

/// Somebody who has signed in.
///
/// @param hash of the token, by which the session is kept
/// @param csrfToken what pages of the console send with whatever changes something; it follows from
///   the token, which no script can read
/// @param key stands for the console in the tasks of the account
/// @param accountName of the person's account
/// @param requestsPerMinute the account's own limit, null for the configured one
/// @param contentCheck whether all orders of the account are checked
public record ConsoleSession(
        String hash,
        String csrfToken,
        Person person,
        KeyId key,
        String accountName,
        @Nullable Integer requestsPerMinute,
        boolean contentCheck) {

    /// A session that was just opened, with the token that is not kept.
    public record Opened(SecretToken token, ConsoleSession session) {}

    @Override
    public String toString() {
        return "ConsoleSession[" + person.id() + "]";
    }
}
