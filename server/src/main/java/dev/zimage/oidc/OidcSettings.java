package dev.zimage.oidc;

import dev.zimage.people.Role;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How people sign in at a provider.
///
/// @param issuer of the ID tokens, exactly as the provider writes it
/// @param name what people call the provider
/// @param domains of the e-mail addresses that may sign in; empty for all
/// @param roleClaim whose values the roles are taken from; empty when people keep the role that
///   they were invited with
/// @param roles by value of the claim
/// @param account that unknown people are added to; empty when people have to be invited
public record OidcSettings(
        URI issuer,
        String name,
        Client client,
        List<String> domains,
        Optional<String> roleClaim,
        Map<String, Role> roles,
        Optional<String> account) {

    /// @param secret empty for a public client, which has PKCE alone
    public record Client(String id, String secret) {

        @Override
        public String toString() {
            return "the client " + id;
        }
    }
}
