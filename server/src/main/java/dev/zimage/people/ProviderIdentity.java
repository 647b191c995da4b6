package dev.zimage.people;

import java.util.Optional;

/// Somebody for whom an OpenID provider vouches.
///
/// @param subject the issuer and its id of the person, which never changes
/// @param email that the provider has verified
/// @param role that the provider gives; empty when roles are given here
public record ProviderIdentity(String subject, EmailAddress email, Optional<Role> role) {}
