package dev.zimage.cli.doctor;

import dev.zimage.config.Config;
import dev.zimage.oidc.OidcProvider;
import dev.zimage.oidc.OidcSettings;
import dev.zimage.oidc.SettingsReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Whether the OpenID provider answers, and is the one that is configured.
final class ProviderCheck {

    private static final String NAME = "single sign-on";

    private ProviderCheck() {}

    /// @return nothing when there is no provider
    static List<Check> of(Config.Oidc config) {
        Optional<OidcSettings> settings;
        try {
            settings = SettingsReader.read(config);
        } catch (IOException e) {
            return List.of(
                    Check.fail(
                            NAME,
                            String.valueOf(e.getMessage()),
                            "the server does not start with this"));
        }
        return settings.map(ProviderCheck::ask).map(List::of).orElse(List.of());
    }

    private static Check ask(OidcSettings settings) {
        try (OidcProvider provider = new OidcProvider(settings)) {
            String problem = provider.examine();
            return problem.isEmpty()
                    ? Check.ok(NAME, settings.issuer() + " answers and has keys")
                    : Check.fail(
                            NAME,
                            problem,
                            "until then people sign in with passwords; check oidc.issuer");
        }
    }
}
