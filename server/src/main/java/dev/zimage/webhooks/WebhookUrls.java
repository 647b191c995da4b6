package dev.zimage.webhooks;

import dev.zimage.text.QuotedText;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Decides which URLs may be called. Host names are resolved only when the URL is called, each time
/// anew.
///
/// @param allowPrivate whether `http` and addresses that are not public are allowed, for
///   development
public record WebhookUrls(boolean allowPrivate) {

    private static final int MAX_LENGTH = 2_048;
    private static final int MAX_PORT = 65_535;
    private static final Pattern ASCII = Pattern.compile("[\\x21-\\x7e]*");

    /// What is wrong with a URL, as the rest of a sentence that begins with the name of the field;
    /// empty when the URL is valid.
    public Optional<String> problem(String url) {
        if (url.length() > MAX_LENGTH) {
            return Optional.of("must have at most %,d characters".formatted(MAX_LENGTH));
        }
        if (!ASCII.matcher(url).matches()) {
            return Optional.of("must be ASCII without spaces: write other characters as %XX");
        }
        try {
            return Optional.ofNullable(problem(new URI(url)));
        } catch (URISyntaxException e) {
            return Optional.of("must be a URL, like https://example.com/hook");
        }
    }

    private @Nullable String problem(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(allowPrivate && scheme.equals("http"))) {
            return "must begin with https://";
        }
        if (uri.getRawUserInfo() != null) {
            return "must not have a user name or a password";
        }
        if (uri.getHost() == null) {
            return "must have a host, like https://example.com/hook";
        }
        if (uri.getRawFragment() != null) {
            return "must not have a fragment: leave out what follows the #";
        }
        if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            return "must have a port from 1 to " + MAX_PORT;
        }
        return allowPrivate || !isPrivate(uri.getHost())
                ? null
                : "must lead to a public address; %s is none"
                        .formatted(QuotedText.of(uri.getHost()));
    }

    private static boolean isPrivate(String host) {
        // A dot at the end makes a name absolute; it is the same name.
        String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return true;
        }
        if (name.contains("%")) {
            return true; // an IPv6 address with a zone is valid on one link only
        }
        return literal(name).filter(address -> !PublicAddresses.contain(address)).isPresent();
    }

    /// The address that a host literal stands for, also in old notations such as 0x7f.1.
    private static Optional<InetAddress> literal(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            return Optional.of(
                    bare.contains(":")
                            ? InetAddress.ofLiteral(bare)
                            : Inet4Address.ofPosixLiteral(bare));
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }

    /// Host and port of a URL. At most one delivery at a time goes there.
    static String receiver(String url) {
        URI uri = URI.create(url);
        int implied = "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
        int port = uri.getPort() < 0 ? implied : uri.getPort();
        return uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }
}
