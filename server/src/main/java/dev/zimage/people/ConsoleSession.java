package dev.zimage.people;

import dev.zimage.accounts.KeyId;
import org.jspecify.annotations.Nullable;

/// The session of a person who has signed in to the console.
///
/// @param hash of the token, which identifies the session
/// @param csrfToken that pages of the console send with every change; it is derived from the token,
///   which no script can read
/// @param key stands for the console in the account's tasks
/// @param accountName of the person's account
/// @param requestsPerMinute the account's own limit, null for the configured one
/// @param contentCheck whether all orders of the account are checked, also those that do not ask
///   for it
public record ConsoleSession(
        String hash,
        String csrfToken,
        Person person,
        KeyId key,
        String accountName,
        @Nullable Integer requestsPerMinute,
        boolean contentCheck) {

    /// A session that was just opened, with its token, which is not kept.
    public record Opened(SecretToken token, ConsoleSession session) {}

    @Override
    public String toString() {
        return "ConsoleSession[" + person.id() + "]";
    }
}
