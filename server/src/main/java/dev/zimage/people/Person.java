package dev.zimage.people;

import dev.zimage.accounts.AccountId;
import java.time.Instant;

/// Somebody who signs in to the console.
///
/// @param account that the person belongs to
/// @param hasPassword false from the invitation or a reset until the link is used
/// @param twoFactor whether a code is asked for after the password
public record Person(
        PersonId id,
        AccountId account,
        EmailAddress email,
        Role role,
        boolean hasPassword,
        boolean twoFactor,
        Instant createdAt) {}
