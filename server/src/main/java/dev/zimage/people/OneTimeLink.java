package dev.zimage.people;

import java.time.Instant;

/// A link that lets its holder choose a password, once.
///
/// @param token to be shown to the person and nobody else
public record OneTimeLink(SecretToken token, Instant expiresAt) {

    /// The address, below the URL of the service.
    public String path() {
        return "/setup?token=" + token.reveal();
    }
}
