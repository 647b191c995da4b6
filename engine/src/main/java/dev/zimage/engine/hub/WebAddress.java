package dev.zimage.engine.hub;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes and reads the addresses of the web (RFC 3986).
final class WebAddress {

    private static final String UNRESERVED = "-._~";
    private static final String RESERVED = ":/?#[]@!$&'()*+,;=%";

    private WebAddress() {}

    /// One part of a path or a query.
    static String part(String text) {
        return encoded(text, UNRESERVED);
    }

    /// A path; its slashes stay.
    static String path(String text) {
        return Arrays.stream(text.split("/", -1))
                .map(WebAddress::part)
                .collect(Collectors.joining("/"));
    }

    /// An address as servers write it. Characters that none may have are encoded.
    static URI lenient(String text) throws Setback {
        try {
            return new URI(encoded(text, UNRESERVED + RESERVED));
        } catch (URISyntaxException e) {
            throw new Setback("the hub redirects to no address: " + e.getReason());
        }
    }

    /// What decides who gets a secret: scheme, host and port.
    static String origin(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }

    private static String encoded(String text, String kept) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (isLetterOrDigit(c) || kept.indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return encoded.toString();
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
