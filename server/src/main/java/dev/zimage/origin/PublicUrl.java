package dev.zimage.origin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Determines the URL under which a client reaches the service, and the client's address.
///
/// Forwarded headers are trusted only as far as trusted proxies wrote them: from the nearest proxy
/// outwards, up to and including the first one that was reached from an untrusted address. What the
/// client itself put in front is ignored. A host becomes part of a URL only when it is nothing but
/// a host and a port.
///
/// Safe for use by several threads.
public final class PublicUrl {

    /// Enough for about ten thousand clients with ordinary headers.
    private static final int CHARACTERS_REMEMBERED = 2_000_000;

    private final Optional<BaseUrl> configured;
    private final List<AddressRange> trusted;
    private final BaseUrl bound;

    // The requests of a client look alike, and every poll needs its links.
    private final Cache<RequestOrigin, String> bases =
            Caffeine.newBuilder()
                    .maximumWeight(CHARACTERS_REMEMBERED)
                    .weigher((RequestOrigin origin, String base) -> origin.characters())
                    .executor(Runnable::run)
                    .build();

    /// @param configured the URL that the operator has set, which applies to every request
    /// @param trusted the addresses of proxies whose forwarded headers are trusted
    /// @param bound where the server listens, for requests without a valid host; see
    ///   [BaseUrl#ofListener]
    public PublicUrl(Optional<BaseUrl> configured, List<AddressRange> trusted, BaseUrl bound) {
        this.configured = configured;
        this.trusted = trusted;
        this.bound = bound;
    }

    /// The base URL for links, without a trailing slash: the configured one, else the one that
    /// trusted proxies report, else the one of the request itself.
    public String baseFor(RequestOrigin origin) {
        return configured.isPresent()
                ? configured.get().toString()
                : bases.get(origin, this::taken);
    }

    private String taken(RequestOrigin origin) {
        Route route = route(origin);
        Optional<Authority> authority =
                route.authority()
                        .or(() -> parse(origin.host()))
                        .map(host -> host.port().isPresent() ? host : withPort(host, route.port()));
        String scheme = route.scheme().orElse(schemeOf(origin.scheme()).orElse("http"));
        return authority
                .map(host -> BaseUrl.of(scheme, host, route.prefix()))
                .orElse(bound)
                .toString();
    }

    /// The configured URL, if there is one.
    public Optional<BaseUrl> configured() {
        return configured;
    }

    /// The IP address of the client: going outwards, the first that is not a trusted proxy, or the
    /// last known one.
    public String clientAddress(RequestOrigin origin) {
        return route(origin)
                .client()
                .map(InetAddress::getHostAddress)
                .orElse(origin.remoteAddress());
    }

    /// What trusted proxies report about a request.
    private record Route(
            Optional<InetAddress> client,
            Optional<Authority> authority,
            Optional<String> scheme,
            OptionalInt port,
            String prefix) {}

    private Route route(RequestOrigin origin) {
        Optional<InetAddress> client = IpAddress.parseNode(origin.remoteAddress());
        boolean proxied = client.isPresent() && isTrusted(client.get());
        Route route =
                new Route(
                        client,
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        proxied ? prefix(origin) : "");
        if (!proxied) {
            return route;
        }
        for (Hop hop : Hop.of(origin)) {
            Optional<InetAddress> sender = sender(hop);
            route = outwards(route, hop, sender);
            if (sender.isEmpty() || !isTrusted(sender.get())) {
                break;
            }
        }
        return route;
    }

    /// An outer proxy knows better than an inner one what the client requested.
    private static Route outwards(Route route, Hop hop, Optional<InetAddress> sender) {
        return new Route(
                sender.or(route::client),
                parse(hop.host()).or(route::authority),
                schemeOf(hop.proto()).or(route::scheme),
                hop.port() == null ? route.port() : portOf(hop.port()),
                route.prefix());
    }

    private static Optional<InetAddress> sender(Hop hop) {
        return Optional.ofNullable(hop.node()).flatMap(IpAddress::parseNode);
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    private static String prefix(RequestOrigin origin) {
        return Optional.ofNullable(origin.forwardedPrefix()).flatMap(BaseUrl::cleanPath).orElse("");
    }

    private static Optional<Authority> parse(@Nullable String host) {
        return Optional.ofNullable(host).flatMap(Authority::parse);
    }

    private static Authority withPort(Authority host, OptionalInt port) {
        return new Authority(host.host(), port);
    }

    private static Optional<String> schemeOf(@Nullable String proto) {
        return Optional.ofNullable(proto)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(BaseUrl::isScheme);
    }

    private static OptionalInt portOf(String port) {
        return Authority.parse("port:" + port).map(Authority::port).orElse(OptionalInt.empty());
    }
}
