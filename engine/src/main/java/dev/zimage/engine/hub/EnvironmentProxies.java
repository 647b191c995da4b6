package dev.zimage.engine.hub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The proxies that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name, in either case, as curl reads
/// them. Java by itself looks at its own properties only.
public final class EnvironmentProxies extends ProxySelector {

    private final @Nullable InetSocketAddress forHttps;
    private final @Nullable InetSocketAddress forHttp;
    private final List<String> without;

    private EnvironmentProxies(Map<String, String> environment) {
        this.forHttps = proxy(environment, "HTTPS_PROXY");
        this.forHttp = proxy(environment, "HTTP_PROXY");
        this.without =
                Arrays.stream(value(environment, "NO_PROXY").split(",", -1))
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .map(name -> name.replaceFirst("^\\*?\\.", ""))
                        .filter(name -> !name.isEmpty())
                        .toList();
    }

    /// The proxies of an environment, or Java's own where it names none.
    ///
    /// @throws IllegalArgumentException naming the variable that cannot be used
    public static ProxySelector of(Map<String, String> environment) {
        EnvironmentProxies proxies = new EnvironmentProxies(environment);
        return proxies.forHttps == null && proxies.forHttp == null
                ? Objects.requireNonNull(ProxySelector.getDefault(), "Java has one")
                : proxies;
    }

    private static String value(Map<String, String> environment, String name) {
        String lower = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        return lower.isBlank() ? environment.getOrDefault(name, "").strip() : lower.strip();
    }

    private static @Nullable InetSocketAddress proxy(Map<String, String> environment, String name) {
        String value = value(environment, name);
        if (value.isEmpty()) {
            return null;
        }
        try {
            URI uri = new URI(value.contains("://") ? value : "http://" + value);
            if (!"http".equals(uri.getScheme())
                    || uri.getHost() == null
                    || uri.getRawUserInfo() != null) {
                throw unusable(name);
            }
            return InetSocketAddress.createUnresolved(
                    uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
        } catch (URISyntaxException e) {
            throw unusable(name);
        }
    }

    private static IllegalArgumentException unusable(String name) {
        return new IllegalArgumentException(
                name + " must be http://host:port, without a user and a password");
    }

    @Override
    public List<Proxy> select(URI uri) {
        InetSocketAddress proxy = "https".equalsIgnoreCase(uri.getScheme()) ? forHttps : forHttp;
        boolean direct = proxy == null || isWithout(uri.getHost().toLowerCase(Locale.ROOT));
        return List.of(direct ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, proxy));
    }

    private boolean isWithout(String host) {
        return without.stream()
                .anyMatch(
                        name -> name.equals("*") || host.equals(name) || host.endsWith("." + name));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
}
