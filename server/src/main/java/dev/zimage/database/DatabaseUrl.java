package dev.zimage.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The address of a database server:
/// `postgresql://user:password@host:port,host/database?name=value`, as PostgreSQL's own clients
/// take it. Never printed with its password.
///
/// @param hosts at least one, each a name or an address, IPv6 in brackets, with a port or without
/// @param user null for the user of this process
/// @param password null when the URL has none
/// @param parameters such as `sslmode`, by name
public record DatabaseUrl(
        List<String> hosts,
        String database,
        @Nullable String user,
        @Nullable String password,
        Map<String, String> parameters) {

    /// The form of a valid URL, in words.
    public static final String FORM =
            "postgresql://user:password@host[:port][,host[:port]]/database[?sslmode=verify-full]";

    private static final Pattern URL =
            Pattern.compile(
                    "postgres(?:ql)?://"
                            + "(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?"
                            + "(?<hosts>[^@/?]+)/(?<database>[^/?]+)(?:\\?(?<parameters>.*))?");
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?");

    public DatabaseUrl {
        hosts = List.copyOf(hosts);
        parameters = Map.copyOf(parameters);
    }

    /// Reads a URL; empty when it has another form.
    public static Optional<DatabaseUrl> parse(String text) {
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            return Optional.empty();
        }
        List<String> hosts = List.of(url.group("hosts").split(",", -1));
        if (!hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
            return Optional.empty();
        }
        try {
            return parameters(url.group("parameters"))
                    .map(parameters -> read(url, hosts, parameters));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not percent-encoded
        }
    }

    private static DatabaseUrl read(
            Matcher url, List<String> hosts, Map<String, String> parameters) {
        String user = url.group("user");
        String password = url.group("password");
        return new DatabaseUrl(
                hosts,
                decoded(url.group("database")),
                user == null || user.isEmpty() ? parameters.remove("user") : decoded(user),
                password == null ? parameters.remove("password") : decoded(password),
                parameters);
    }

    private static Optional<Map<String, String>> parameters(@Nullable String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query != null && !query.isEmpty()) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals < 1) {
                    return Optional.empty();
                }
                parameters.put(
                        decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return Optional.of(parameters);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// The same URL with one more parameter.
    public DatabaseUrl with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new DatabaseUrl(hosts, database, user, password, more);
    }

    /// The URL without password and parameters.
    @Override
    public String toString() {
        return "postgresql://%s%s/%s"
                .formatted(user == null ? "" : user + "@", String.join(",", hosts), database);
    }

    /// What may be shown of a text that is or should be a URL.
    public static String shown(String text) {
        return text.isEmpty()
                ? ""
                : parse(text).map(DatabaseUrl::toString).orElse("a URL that cannot be read");
    }
}
