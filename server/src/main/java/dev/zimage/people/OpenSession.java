package dev.zimage.people;

import java.time.Instant;

/// A session as its owner sees it in a list.
///
/// @param id the beginning of the token's hash, which gives no access
/// @param begun the browser that signed in; empty texts for sessions from older versions
/// @param lastSeenAt to the nearest ten minutes
public record OpenSession(String id, ClientDetails begun, Instant createdAt, Instant lastSeenAt) {

    static final int ID_LENGTH = 16;

    /// The id of the session of a request.
    public static String idOf(ConsoleSession session) {
        return id(session.hash());
    }

    static String id(String hash) {
        return hash.substring(0, ID_LENGTH);
    }
}
