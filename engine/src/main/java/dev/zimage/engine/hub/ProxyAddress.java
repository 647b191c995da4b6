package dev.zimage.engine.hub;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An HTTP proxy, as a variable of the environment names it.
final class ProxyAddress {

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

    /// Reads `[http://][user[:password]@]host[:port][/]`. Characters of the user and the password
    /// may be encoded (`%40`) and need not be: the last `@` ends them.
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
        boolean known = scheme.matches("[a-z][a-z0-9+.-]*") && scheme.length() <= LONGEST_SCHEME;
        return known
                ? new IllegalArgumentException(
                        "%s names a proxy with %s://, which is not supported"
                                .formatted(variable, scheme))
                : malformed(variable);
    }

    private static IllegalArgumentException malformed(String variable) {
        return new IllegalArgumentException(variable + " must be http://[user:password@]host:port");
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
