package dev.zimage.oidc;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import dev.zimage.people.EmailAddress;
import dev.zimage.people.ProviderIdentity;
import dev.zimage.people.Role;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides by the claims of an ID token who may sign in, and with what role.
final class ClaimRules {

    private final OidcSettings settings;

    ClaimRules(OidcSettings settings) {
        this.settings = settings;
    }

    OidcResult judge(IDTokenClaimsSet claims) {
        Optional<EmailAddress> email = email(claims);
        if (email.isEmpty() || !isAllowed(email.get())) {
            return new OidcResult.AddressRefused();
        }
        Optional<Role> role = settings.roleClaim().flatMap(name -> role(claims.getClaim(name)));
        if (settings.roleClaim().isPresent() && role.isEmpty()) {
            return new OidcResult.NoRole();
        }
        String subject = claims.getIssuer().getValue() + " " + claims.getSubject().getValue();
        return new OidcResult.Vouched(new ProviderIdentity(subject, email.get(), role));
    }

    /// The address, if the provider has verified that it is the person's: otherwise anybody could
    /// claim the address of somebody who was invited.
    private static Optional<EmailAddress> email(IDTokenClaimsSet claims) {
        Object verified = claims.getClaim("email_verified");
        boolean sure = Boolean.TRUE.equals(verified) || "true".equals(verified);
        return sure
                ? Optional.ofNullable(claims.getStringClaim("email")).flatMap(EmailAddress::parse)
                : Optional.empty();
    }

    private boolean isAllowed(EmailAddress email) {
        String domain = email.text().substring(email.text().indexOf('@') + 1);
        return settings.domains().isEmpty()
                || settings.domains().stream()
                        .anyMatch(one -> one.toLowerCase(Locale.ROOT).equals(domain));
    }

    /// The role that allows most, among those that the values of the claim stand for.
    private Optional<Role> role(@Nullable Object claim) {
        return values(claim)
                .flatMap(value -> Optional.ofNullable(settings.roles().get(value)).stream())
                .min(Role::compareTo);
    }

    private static Stream<String> values(@Nullable Object claim) {
        if (claim instanceof Collection<?> several) {
            return several.stream().map(String::valueOf);
        }
        return claim == null ? Stream.empty() : List.of(String.valueOf(claim)).stream();
    }
}
