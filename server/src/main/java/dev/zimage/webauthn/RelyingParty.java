package dev.zimage.webauthn;

import dev.zimage.origin.BaseUrl;
import java.util.Optional;
import java.util.regex.Pattern;

/// The site that a passkey is for: browsers offer it only to pages of this host.
///
/// @param id the host, without a port
/// @param origin of the pages, as browsers send it
public record RelyingParty(String id, String origin) {

    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|[0-9.]+");

    /// The relying party for a service at this URL.
    ///
    /// @return empty when the host is an IP address, for which browsers keep no passkeys
    public static Optional<RelyingParty> of(String baseUrl) {
        return BaseUrl.parse(baseUrl)
                .filter(url -> !ADDRESS.matcher(url.host()).matches())
                .map(url -> new RelyingParty(url.host(), url.origin()));
    }
}
