package dev.zimage.oidc;

import dev.zimage.people.ProviderIdentity;

/// What came of a visit to the provider.
public sealed interface OidcResult {

    /// The provider vouches for somebody who may enter by the settings.
    record Vouched(ProviderIdentity identity) implements OidcResult {}

    /// The answer is not one to what this browser asked, or is forged or too old.
    record Invalid(String reason) implements OidcResult {}

    /// The provider gave no verified e-mail address, or one of another domain.
    record AddressRefused() implements OidcResult {}

    /// No value of the role claim has a role here.
    record NoRole() implements OidcResult {}

    /// The provider does not answer, or nonsense.
    record Unreachable(String reason) implements OidcResult {}
}
