package dev.zimage.engine.hub;

import dev.zimage.engine.hub.EnvironmentProxies.ProxyAddress;
import dev.zimage.engine.hub.HubFile.Checksum;
import dev.zimage.engine.hub.PullRequest.AccessToken;
import dev.zimage.engine.hub.TransferPolicy.TemporaryFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends GET requests to a hub and follows its redirects. The token is sent to the hub's own origin
/// only. Safe for use by several threads.
final class HubClient implements AutoCloseable {

    private static final int MOST_REDIRECTS = 10;
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(20);
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
    private static final String RESERVED = ":/?#[]@!$&'()*+,;=%";
    private static final String AGENT = "zimage";

    private final HttpClient client;
    private final HubAddress hub;
    private final @Nullable AccessToken token;
    private final Duration answerWithin;
    private final EnvironmentProxies proxies;

    /// @throws PullException when others could read the token, or the proxy cannot be used
    HubClient(PullRequest request, TransferPolicy policy) throws PullException {
        this.hub = request.source().hub();
        this.token = request.token();
        this.answerWithin = policy.answer();
        if (token != null && hub.isOpenToEavesdroppers()) {
            throw new PullException(
                    PullException.Kind.UNSAFE,
                    "the token would go to " + hub + " in the clear; use its https:// address");
        }
        this.proxies = request.proxies();
        allowPasswordsForTunnels();
        // One connection for each request: a stream of HTTP/2 would share one window with all.
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT_WITHIN)
                        .proxy(proxies.selector())
                        .build();
    }

    /// @param range for the header of that name, null for the whole
    HubResponse get(URI uri, @Nullable String range)
            throws IOException, InterruptedException, PullException {
        URI at = uri;
        boolean trusted = isHub(at);
        String etag = null;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            HttpResponse<InputStream> response = send(at, trusted, range);
            etag = etag != null ? etag : linkedEtag(response);
            HubResponse answer =
                    new HubResponse(
                            at,
                            response.statusCode(),
                            response.headers(),
                            response.body(),
                            trusted,
                            etag,
                            answerWithin);
            if (!isRedirect(answer)) {
                return answer;
            }
            answer.drain();
            at = target(answer);
            trusted = trusted && isHub(at);
        }
        throw new TemporaryFailure(uri.getHost() + " redirects in a circle");
    }

    private HttpResponse<InputStream> send(URI uri, boolean trusted, @Nullable String range)
            throws IOException, InterruptedException, PullException {
        Optional<ProxyAddress> proxy = proxy(uri);
        HttpRequest request = request(uri, trusted, range, proxy);
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() == PROXY_AUTHENTICATION_REQUIRED) {
                throw refused(proxy);
            }
            return response;
        } catch (ConnectException e) {
            throw proxy.isPresent()
                    ? new TemporaryFailure("no connection to the proxy " + proxy.get())
                    : e;
        }
    }

    private Optional<ProxyAddress> proxy(URI uri) throws PullException {
        try {
            return proxies.proxy(uri);
        } catch (IllegalArgumentException e) {
            throw new PullException(PullException.Kind.PROXY, String.valueOf(e.getMessage()), e);
        }
    }

    private static PullException refused(Optional<ProxyAddress> proxy) {
        String name = proxy.map(ProxyAddress::toString).orElse("of Java's settings");
        String what =
                proxy.flatMap(ProxyAddress::authorization).isPresent()
                        ? "does not accept the user and password of "
                                + proxy.map(ProxyAddress::variable).orElse("")
                        : "wants a user and a password";
        return new PullException(
                PullException.Kind.PROXY, "the proxy %s %s (407)".formatted(name, what));
    }

    /// Java reads the property once, before its first client.
    private void allowPasswordsForTunnels() throws PullException {
        boolean needed = proxy(hub.root()).flatMap(ProxyAddress::authorization).isPresent();
        if (needed && System.getProperty(EnvironmentProxies.TUNNELS) == null) {
            System.setProperty(EnvironmentProxies.TUNNELS, "");
        }
    }

    private HttpRequest request(
            URI uri, boolean trusted, @Nullable String range, Optional<ProxyAddress> proxy) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(uri)
                        .timeout(answerWithin)
                        .header("User-Agent", AGENT)
                        .header("Accept-Encoding", "identity");
        proxy.flatMap(ProxyAddress::authorization)
                .ifPresent(value -> builder.header("Proxy-Authorization", value));
        if (range != null) {
            builder.header("Range", range);
        }
        if (trusted && token != null) {
            builder.header("Authorization", "Bearer " + token.reveal());
            if (hub.dialect()
                    == HubAddress.Dialect.MODEL_SCOPE) { // what its older endpoints look at
                builder.header("Cookie", "m_session_id=" + token.reveal());
            }
        }
        return builder.build();
    }

    private static boolean isRedirect(HubResponse answer) {
        return switch (answer.status()) {
            case 301, 302, 303, 307, 308 -> !answer.header("Location").isEmpty();
            default -> false;
        };
    }

    private static URI target(HubResponse answer) throws TemporaryFailure, PullException {
        URI next = answer.uri().resolve(lenient(answer.header("Location")));
        String scheme = String.valueOf(next.getScheme()).toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("https") || scheme.equals("http");
        if (!web || next.getHost() == null) {
            throw new TemporaryFailure(
                    answer.uri().getHost() + " redirects to no address of the web");
        }
        if (scheme.equals("http") && answer.uri().getScheme().equalsIgnoreCase("https")) {
            throw new PullException(
                    PullException.Kind.UNSAFE,
                    answer.uri().getHost()
                            + " redirects from https to http, which anybody could change on the"
                            + " way; take another hub");
        }
        return next;
    }

    private boolean isHub(URI uri) {
        return origin(uri).equals(origin(hub.root()));
    }

    private static @Nullable String linkedEtag(HttpResponse<?> response) {
        String told =
                response.headers()
                        .firstValue("X-Linked-Etag")
                        .orElse("")
                        .replaceFirst("^W/", "")
                        .replace("\"", "");
        return Checksum.is(Checksum.Kind.SHA_256, told) ? told.toLowerCase(Locale.ROOT) : null;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /// An address as servers write it. Characters that none may have are encoded.
    static URI lenient(String text) throws TemporaryFailure {
        try {
            return new URI(HubApi.encoded(text, HubApi.UNRESERVED + RESERVED));
        } catch (URISyntaxException e) {
            throw new TemporaryFailure("the hub redirects to no address: " + e.getReason());
        }
    }

    /// What decides who gets a secret: scheme, host and port.
    private static String origin(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }
}
