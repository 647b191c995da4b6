package dev.zimage.origin;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// The URL of a service: `http[s]://host[:port][/path]`. Written without a trailing slash and
/// without the default port of the scheme, so paths can be appended to it directly.
public final class BaseUrl {

    /// How a URL is written, for a sentence.
    public static final String FORM =
            "http[s]://host[:port][/path] without user, query and fragment";

    private static final int MAX_LENGTH = 1000;
    private static final int MAX_PATH = 255;
    private static final Pattern PATH =
            Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~!$&'()*+,;=:@%-]+)*");
    private static final Pattern ESCAPES = Pattern.compile("(?:[^%]|%[0-9A-Fa-f]{2})*+");

    private final String text;

    private BaseUrl(String text) {
        this.text = text;
    }

    /// @param scheme `http` or `https`
    /// @param path as [#cleanPath] gives it
    static BaseUrl of(String scheme, Authority authority, String path) {
        int implied = scheme.equals("https") ? 443 : 80;
        Authority shown =
                authority.port().equals(OptionalInt.of(implied))
                        ? new Authority(authority.host(), OptionalInt.empty())
                        : authority;
        return new BaseUrl(scheme + "://" + shown + path);
    }

    /// Whether this is the whole of an `https` host: with a port or a path, other parts of the host
    /// could belong to somebody else.
    public boolean isWholeSecureHost() {
        String secure = "https://";
        return text.startsWith(secure)
                && Authority.parse(text.substring(secure.length()))
                        .filter(authority -> authority.port().isEmpty())
                        .isPresent();
    }

    /// Parses a URL; empty when it is relative or malformed, or has another scheme, a user, a query
    /// or a fragment.
    public static Optional<BaseUrl> parse(String url) {
        int end = url.indexOf("://");
        if (end < 0 || url.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String scheme = url.substring(0, end).toLowerCase(Locale.ROOT);
        if (!isScheme(scheme)) {
            return Optional.empty();
        }
        String rest = url.substring(end + 3);
        int slash = rest.indexOf('/') < 0 ? rest.length() : rest.indexOf('/');
        return cleanPath(rest.substring(slash))
                .flatMap(path ->
                        Authority.parse(rest.substring(0, slash))
                                .map(authority -> of(scheme, authority, path)));
    }

    /// The URL under which a server that listens on `host` and `port` can be reached from its own
    /// machine; a wildcard address becomes `localhost`.
    ///
    /// @param host a name or an address, an IPv6 address with or without brackets
    public static BaseUrl ofListener(String host, int port) {
        String bare = host.replace("[", "").replace("]", "");
        boolean wildcard = bare.matches("0\\.0\\.0\\.0|[0:]*:[0:]*");
        String shown = wildcard ? "localhost" : bare.contains(":") ? "[" + bare + "]" : bare;
        return of("http", new Authority(shown, OptionalInt.of(port)), "");
    }

    static boolean isScheme(String scheme) {
        return scheme.equals("http") || scheme.equals("https");
    }

    /// A path without its trailing slash; empty when it has empty, `.` or `..` segments or
    /// characters that are not allowed in a path.
    static Optional<String> cleanPath(String path) {
        String cut = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        boolean clean =
                cut.length() <= MAX_PATH
                        && PATH.matcher(cut).matches()
                        && ESCAPES.matcher(cut).matches();
        return clean ? Optional.of(cut) : Optional.empty();
    }

    /// The URL without its path, as browsers send it in `Origin`.
    public String origin() {
        int path = text.indexOf('/', text.indexOf("://") + 3);
        return path < 0 ? text : text.substring(0, path);
    }

    /// The name or address, an IPv6 address in brackets.
    public String host() {
        String authority = origin().substring(text.indexOf("://") + 3);
        int port = authority.indexOf(':', authority.lastIndexOf(']') + 1);
        return port < 0 ? authority : authority.substring(0, port);
    }

    /// Whether a host is this machine itself, so that nobody can listen in on the way.
    ///
    /// @param host a name or an address, an IPv6 address in brackets
    public static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.matches("127(?:\\.[0-9]{1,3}){3}")
                || host.equals("[::1]");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BaseUrl url && url.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /// The URL.
    @Override
    public String toString() {
        return text;
    }
}
