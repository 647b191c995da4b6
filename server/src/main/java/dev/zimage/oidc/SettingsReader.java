package dev.zimage.oidc;

import dev.zimage.accounts.Accounts;
import dev.zimage.config.Config;
import dev.zimage.origin.BaseUrl;
import dev.zimage.people.Role;
import dev.zimage.text.SecretFile;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the settings of the provider from the configuration.
public final class SettingsReader {

    private SettingsReader() {}

    /// @return empty when there is no provider
    /// @throws IOException when a setting is wrong or the file of the secret cannot be read
    public static Optional<OidcSettings> read(Config.Oidc config) throws IOException {
        if (config.issuer().isEmpty()) {
            return Optional.empty();
        }
        if (config.clientId().isEmpty()) {
            throw new IOException("oidc.client_id must be set with oidc.issuer");
        }
        if (!config.account().isEmpty() && !Accounts.isName(config.account())) {
            throw new IOException(
                    "oidc.account must be the name of an account: " + Accounts.NAME_FORM);
        }
        if (config.roleClaim().isEmpty() != config.roles().isEmpty()) {
            throw new IOException("oidc.role_claim and oidc.roles must be set together");
        }
        URI issuer = issuer(config.issuer());
        return Optional.of(
                new OidcSettings(
                        issuer,
                        config.name().isEmpty() ? issuer.getHost() : config.name(),
                        new OidcSettings.Client(config.clientId(), secret(config)),
                        config.domains(),
                        filled(config.roleClaim()),
                        roles(config.roles()),
                        filled(config.account())));
    }

    private static Optional<String> filled(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /// Plain http is allowed only on this machine, where nobody can listen in.
    private static URI issuer(String text) throws IOException {
        try {
            URI issuer = new URI(text);
            if (issuer.getHost() != null
                    && issuer.getRawQuery() == null
                    && issuer.getRawFragment() == null
                    && ("https".equals(issuer.getScheme())
                            || ("http".equals(issuer.getScheme())
                                    && BaseUrl.isLoopback(issuer.getHost())))) {
                return issuer;
            }
        } catch (URISyntaxException e) {
            throw new IOException("oidc.issuer must be a URL like https://login.example.com", e);
        }
        throw new IOException(
                "oidc.issuer must be a URL like https://login.example.com, with https");
    }

    private static String secret(Config.Oidc config) throws IOException {
        Optional<Path> file = config.clientSecretFile();
        if (file.isEmpty()) {
            return "";
        }
        try {
            return SecretFile.read(file.get());
        } catch (IOException e) {
            throw new IOException(
                    "oidc.client_secret_file cannot be read: %s".formatted(file.get()), e);
        }
    }

    private static Map<String, Role> roles(List<String> entries) throws IOException {
        Map<String, Role> roles = new HashMap<>();
        for (String entry : entries) {
            int at = entry.lastIndexOf('=');
            Optional<Role> role =
                    at < 1 ? Optional.empty() : Role.of(entry.substring(at + 1).strip());
            if (role.isEmpty()) {
                throw new IOException(
                        "oidc.roles must have entries such as admins=operator; roles are operator,"
                                + " owner, member and viewer");
            }
            roles.put(entry.substring(0, at).strip(), role.get());
        }
        return roles;
    }
}
