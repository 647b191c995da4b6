package dev.zimage.oidc;

import dev.zimage.people.ProviderIdentity;

/// The result of signing in at the provider.
public sealed interface OidcResult {

    /// The provider vouches for somebody whom the settings let in.
    record Vouched(ProviderIdentity identity) implements OidcResult {}

    /// The answer does not belong to a request of this browser, or it is forged or too old.
    record Invalid(String reason) implements OidcResult {}

    /// The provider gave no verified e-mail address, or one of another domain.
    record AddressRefused() implements OidcResult {}

    /// No value of the role claim stands for a role here.
    record NoRole() implements OidcResult {}

    /// The provider does not answer, or its answer makes no sense.
    record Unreachable(String reason) implements OidcResult {}
}
