package dev.zimage.engine.hub;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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
}
