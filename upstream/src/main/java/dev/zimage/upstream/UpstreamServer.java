package dev.zimage.upstream;

import dev.zimage.upstream.CallFailure.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One server of an engine, as its protocol sees it: where it is, what it may be asked, and what of
/// its answers may be followed. Immutable.
///
/// @param base its URL without a slash at the end
/// @param hosts other than its own that pictures may be fetched from
record UpstreamServer(URI base, Optional<AccessKey> key, Set<String> hosts, UpstreamHttp http) {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /// An address of the server.
    ///
    /// @param path that begins with a slash
    URI at(String path) {
        return URI.create(base + path);
    }

    /// The header with the key.
    ///
    /// @param scheme before the key: `Bearer` or `Key`
    Map<String, String> authorization(String scheme) {
        return key.map(secret -> Map.of("Authorization", scheme + " " + secret.reveal()))
                .orElse(Map.of());
    }

    /// An address that the server names.
    ///
    /// @throws CallFailure when it leads elsewhere
    URI own(String address) throws CallFailure {
        URI uri = resolved(address);
        if (!isOwn(uri)) {
            throw foreign(uri);
        }
        return uri;
    }

    /// An address of a picture that the server names.
    ///
    /// @throws CallFailure when pictures may not be fetched from there
    URI ofPicture(String address) throws CallFailure {
        URI uri = resolved(address);
        if (!isOwn(uri) && !isAllowed(uri)) {
            throw foreign(uri);
        }
        return uri;
    }

    /// Whether the key may go there.
    boolean isOwn(URI uri) {
        return origin(uri).equals(origin(base));
    }

    private URI resolved(String address) throws CallFailure {
        try {
            return base.resolve(new URI(address));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new CallFailure(Kind.FAILED, "names an address that is none");
        }
    }

    private boolean isAllowed(URI uri) {
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        return "https".equalsIgnoreCase(uri.getScheme())
                && uri.getRawUserInfo() == null
                && hosts.stream().anyMatch(one -> host.equals(one) || host.endsWith("." + one));
    }

    private static CallFailure foreign(URI uri) {
        return new CallFailure(
                Kind.FAILED,
                "sends to the host %s, which is not among those that are allowed"
                        .formatted(uri.getHost()));
    }

    private static String origin(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? HTTPS : HTTP;
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }

    /// Asks whether the server answers at all; what it answers does not matter.
    boolean answers(Duration within) throws InterruptedException {
        try {
            int status =
                    http.send(
                                    UpstreamHttp.Call.get(base, authorization("Bearer"), 1 << 20),
                                    Deadline.in(within))
                            .status();
            return status < 502 || status > 504;
        } catch (CallFailure e) {
            // It answers, only not briefly.
            return e.kind() == Kind.FAILED;
        }
    }
}
