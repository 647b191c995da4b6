package dev.zimage.requests;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.KeyId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A request that was answered, without anything secret: the pattern of the route instead of the
/// path, the id of the key instead of the key, no query and no body.
///
/// @param id that the client was given
/// @param error the code that the answer names; null for none
/// @param took until the answer was written, for a stream until its end
/// @param sender null where no key was sent, or none that is valid
/// @param address of the client
/// @param task that the request ordered, the first of several; null for none
public record ServedRequest(
        String id,
        String method,
        String route,
        int status,
        @Nullable Integer error,
        Duration took,
        ServedRequest.@Nullable Sender sender,
        String address,
        @Nullable String task) {

    /// Who sent it.
    ///
    /// @param key null for somebody who has signed in to the console
    public record Sender(AccountId account, @Nullable KeyId key) {}
}
