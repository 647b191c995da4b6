package dev.zimage.people;

import dev.zimage.accounts.AccountId;
import java.time.Instant;

/// Somebody who signs in to the console.
///
/// @param account that the person belongs to
/// @param canSignIn whether the person can sign in, also at a provider: false from the invitation
///   or a reset until the link is used
/// @param twoFactor whether a code is asked for after the password, or a provider vouches
public record Person(
        PersonId id,
        AccountId account,
        EmailAddress email,
        Role role,
        boolean canSignIn,
        boolean twoFactor,
        Instant createdAt) {}
