package dev.zimage.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The settings of single sign-on by OpenID Connect.
final class OidcKeys {

    static final ConfigSection SECTION = new ConfigSection();

    static final ConfigKey<String> ISSUER =
            SECTION.key(
                    "oidc.issuer",
                    "",
                    ValueType.line(300),
                    "URL of an OpenID provider at which people [sign in](single-sign-on.md), as it"
                            + " writes it in its tokens. Empty: passwords only.");

    static final ConfigKey<String> NAME =
            SECTION.key(
                    "oidc.name",
                    "",
                    ValueType.line(40),
                    "What the sign-in page calls the provider. Empty: its host.");

    static final ConfigKey<String> CLIENT_ID =
            SECTION.key(
                    "oidc.client_id",
                    "",
                    ValueType.line(200),
                    "Id of this installation at the provider. Needed with `oidc.issuer`.");

    static final ConfigKey<Optional<Path>> CLIENT_SECRET_FILE =
            SECTION.key(
                    "oidc.client_secret_file",
                    "",
                    ValueType.file(),
                    "File with the secret for that id. Empty: a public client, with PKCE alone.");

    static final ConfigKey<List<String>> DOMAINS =
            SECTION.key(
                    "oidc.domains",
                    "",
                    ListType.lines(32, 253),
                    "Domains of the e-mail addresses that may sign in there. Empty: all.");

    static final ConfigKey<String> ROLE_CLAIM =
            SECTION.key(
                    "oidc.role_claim",
                    "",
                    ValueType.line(100),
                    "Claim of the ID token that the roles are taken from, such as `groups`. Empty:"
                            + " people keep the roles that they have here.");

    static final ConfigKey<List<String>> ROLES =
            SECTION.key(
                    "oidc.roles",
                    "",
                    ListType.lines(32, 200),
                    "Roles for values of that claim, such as `admins=operator, staff=member`.");

    static final ConfigKey<String> ACCOUNT =
            SECTION.key(
                    "oidc.account",
                    "",
                    ValueType.line(63),
                    "Account to which people without an invitation are added. Empty: only people"
                            + " who were invited may sign in.");

    private OidcKeys() {}
}
