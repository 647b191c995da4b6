package dev.zimage.requests;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A request of the history.
///
/// @param at when it came
/// @param accountName the present name of the account; null where the sender is not known
/// @param key null where none was sent
public record RecordedRequest(
        Instant at,
        ServedRequest request,
        @Nullable String accountName,
        RecordedRequest.@Nullable KeyLabel key) {

    /// How people know a key.
    ///
    /// @param hint the key without its middle
    public record KeyLabel(String name, String hint) {}

    /// From where the list goes on.
    public RequestCursor cursor() {
        return new RequestCursor(at.toEpochMilli(), request.id());
    }
}
