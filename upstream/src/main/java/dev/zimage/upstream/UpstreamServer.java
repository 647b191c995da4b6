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
public record UpstreamServer(
        URI base, Optional<AccessKey> key, Set<String> hosts, UpstreamHttp http) {

    private static final int NO_ANSWER = -1;
    private static final int UNREADABLE = 0;
    private static final int UNAUTHORIZED = 401;
    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /// An address of the server.
    ///
    /// @param path that begins with a slash
    public URI at(String path) {
        return URI.create(base + path);
    }

    /// The header with the key.
    ///
    /// @param scheme before the key: `Bearer` or `Key`
    public Map<String, String> authorization(String scheme) {
        return key.map(secret -> Map.of("Authorization", scheme + " " + secret.reveal()))
                .orElse(Map.of());
    }

    /// An address that the server names.
    ///
    /// @throws CallFailure when it leads elsewhere
    public URI own(String address) throws CallFailure {
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
        return isAnswer(probe(within));
    }

    /// Why pictures are not to be expected of the server, for people; empty when nothing tells.
    /// Some servers want a key in another form than this question has it, so that a refused one
    /// keeps no picture from them.
    Optional<String> fault(Duration within) throws InterruptedException {
        int status = probe(within);
        if (status == UNAUTHORIZED) {
            return Optional.of("it answers with 401, as to a wrong or missing key");
        }
        return isAnswer(status) ? Optional.empty() : Optional.of("it does not answer");
    }

    private static boolean isAnswer(int status) {
        return status != NO_ANSWER && (status < BAD_GATEWAY || status > GATEWAY_TIMEOUT);
    }

    /// The status of an answer, [#NO_ANSWER] for none, [#UNREADABLE] for one that is not brief.
    private int probe(Duration within) throws InterruptedException {
        try {
            return http.send(
                            UpstreamHttp.Call.get(base, authorization("Bearer"), 1 << 20),
                            Deadline.in(within))
                    .status();
        } catch (CallFailure e) {
            return e.kind() == Kind.FAILED ? UNREADABLE : NO_ANSWER;
        }
    }
}
