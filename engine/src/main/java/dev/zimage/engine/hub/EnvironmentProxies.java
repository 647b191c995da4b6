package dev.zimage.engine.hub;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The proxies that `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` name, in either case,
/// as curl reads them. Java by itself looks at its own properties only.
///
/// A user and a password in the address are sent to the proxy (Basic). Java does not send them for
/// `https` unless the property [#TUNNELS] allows it before its HTTP client is first used; a pull
/// sees to that where the property is not set.
public final class EnvironmentProxies {

    /// The schemes with which Java answers no proxy that is to open a tunnel. Basic is one by
    /// default.
    static final String TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";

    private static final String ALL = "ALL_PROXY";

    private final Map<String, String> environment;
    private final NoProxy exceptions;

    private EnvironmentProxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.exceptions = NoProxy.parse(value("NO_PROXY"));
    }

    /// The proxies of an environment. One that cannot be used is refused when it would be needed:
    /// many machines name a SOCKS proxy for all and an HTTP proxy for the web.
    public static EnvironmentProxies of(Map<String, String> environment) {
        return new EnvironmentProxies(environment);
    }

    /// The proxy to an address; empty where the environment names none for it.
    ///
    /// @throws IllegalArgumentException naming the variable that cannot be used, without its value
    Optional<ProxyAddress> proxy(URI uri) {
        String host = uri.getHost();
        if (host == null || exceptions.hold(host)) {
            return Optional.empty();
        }
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        return proxy(secure ? "HTTPS_PROXY" : "HTTP_PROXY").or(() -> proxy(ALL));
    }

    private Optional<ProxyAddress> proxy(String variable) {
        String value = value(variable);
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(ProxyAddress.parse(variable, value));
    }

    private String value(String name) {
        String lower = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        return lower.isBlank() ? environment.getOrDefault(name, "").strip() : lower.strip();
    }

    /// For an HTTP client; Java's own selector where the environment names no proxy at all.
    ProxySelector selector() {
        boolean none =
                value("HTTPS_PROXY").isEmpty()
                        && value("HTTP_PROXY").isEmpty()
                        && value(ALL).isEmpty();
        return none
                ? Objects.requireNonNull(ProxySelector.getDefault(), "Java has one")
                : new Selector();
    }

    private final class Selector extends ProxySelector {

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(
                    proxy(uri)
                            .map(proxy -> new Proxy(Proxy.Type.HTTP, proxy.socket()))
                            .orElse(Proxy.NO_PROXY));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    }

    /// An HTTP proxy, as a variable of the environment names it.
    static final class ProxyAddress {

        private static final int USUAL_PORT = 80;
        private static final int LONGEST_SCHEME = 10;

        private final String variable;
        private final String host;
        private final int port;
        private final @Nullable String credentials;

        private ProxyAddress(String variable, String host, int port, @Nullable String credentials) {
            this.variable = variable;
            this.host = host;
            this.port = port;
            this.credentials = credentials;
        }

        /// Reads `[http://][user[:password]@]host[:port][/]`. Characters of the user and the
        /// password may be encoded (`%40`) and need not be: the last `@` ends them.
        ///
        /// @throws IllegalArgumentException naming the variable, without what may be secret in it
        static ProxyAddress parse(String variable, String value) {
            int colon = value.indexOf("://");
            String scheme = colon < 0 ? "http" : value.substring(0, colon).toLowerCase(Locale.ROOT);
            if (!scheme.equals("http")) {
                throw unusable(variable, scheme);
            }
            String rest = value.substring(colon < 0 ? 0 : colon + 3);
            int at = rest.lastIndexOf('@');
            String address = rest.substring(at + 1).replaceFirst("[/?#].*$", "");
            try {
                URI uri = new URI("http://" + address);
                if (uri.getHost() == null) {
                    throw malformed(variable);
                }
                return new ProxyAddress(
                        variable,
                        uri.getHost(),
                        uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                        at < 0 ? null : decoded(rest.substring(0, at)));
            } catch (URISyntaxException e) {
                throw malformed(variable);
            }
        }

        private static String decoded(String userInfo) {
            try {
                return URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return userInfo; // a lone per cent sign
            }
        }

        private static IllegalArgumentException unusable(String variable, String scheme) {
            boolean known =
                    scheme.matches("[a-z][a-z0-9+.-]*") && scheme.length() <= LONGEST_SCHEME;
            return known
                    ? new IllegalArgumentException(
                            "%s names a proxy with %s://, which is not supported"
                                    .formatted(variable, scheme))
                    : malformed(variable);
        }

        private static IllegalArgumentException malformed(String variable) {
            return new IllegalArgumentException(
                    variable + " must be http://[user:password@]host:port");
        }

        InetSocketAddress socket() {
            return InetSocketAddress.createUnresolved(host, port);
        }

        /// The variable that names it.
        String variable() {
            return variable;
        }

        /// The value of `Proxy-Authorization`; empty where no user is named.
        Optional<String> authorization() {
            String secret = credentials;
            if (secret == null) {
                return Optional.empty();
            }
            String pair = secret.contains(":") ? secret : secret + ":";
            return Optional.of(
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }

        /// Without user and password.
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /// The hosts that are reached without a proxy, as curl reads `NO_PROXY`: names with everything
    /// below them, addresses, ranges of addresses (`10.0.0.0/8`), or `*` for all. Names are not
    /// resolved.
    ///
    /// @param entries in lower case, without dots at either end
    record NoProxy(List<String> entries) {

        private static final String EVERYTHING = "*";

        static NoProxy parse(String value) {
            return new NoProxy(
                    Arrays.stream(value.toLowerCase(Locale.ROOT).split("[,\\s]+", -1))
                            .map(entry ->
                                    entry.replaceFirst("^\\*?\\.", "").replaceFirst("\\.$", ""))
                            .filter(entry -> !entry.isEmpty())
                            .toList());
        }

        /// Whether a host, as it stands in an address, is reached without a proxy.
        boolean hold(String host) {
            String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
            Optional<InetAddress> address = literal(name);
            return entries.stream()
                    .anyMatch(entry ->
                            entry.equals(EVERYTHING)
                                    || (address.isPresent()
                                            ? holds(entry, address.get())
                                            : name.equals(entry) || name.endsWith("." + entry)));
        }

        private static boolean holds(String entry, InetAddress address) {
            int slash = entry.indexOf('/');
            Optional<InetAddress> network = literal(slash < 0 ? entry : entry.substring(0, slash));
            if (network.isEmpty()) {
                return false;
            }
            byte[] wanted = network.get().getAddress();
            byte[] given = address.getAddress();
            int all = 8 * wanted.length;
            int bits = slash < 0 ? all : bits(entry.substring(slash + 1), all);
            return wanted.length == given.length && bits >= 0 && sameBits(wanted, given, bits);
        }

        private static int bits(String text, int most) {
            boolean number = text.matches("\\d{1,3}");
            return number && Integer.parseInt(text) <= most ? Integer.parseInt(text) : -1;
        }

        private static boolean sameBits(byte[] one, byte[] other, int bits) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if (((one[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }

        private static Optional<InetAddress> literal(String text) {
            try {
                return Optional.of(InetAddress.ofLiteral(text));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
