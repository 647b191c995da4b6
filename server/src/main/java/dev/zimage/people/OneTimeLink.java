package dev.zimage.people;

import java.time.Instant;

/// A link that lets its holder choose a password, once.
///
/// @param token to be shown to the person only
public record OneTimeLink(SecretToken token, Instant expiresAt) {

    /// The path and query, relative to the URL of the service.
    public String path() {
        return "/setup?token=" + token.reveal();
    }
}
