package dev.zimage.origin;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses IP addresses without ever resolving names.
final class IpAddress {

    private static final Pattern IPV4 = Pattern.compile("(?:[0-9]{1,3}\\.){3}[0-9]{1,3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]*");
    private static final Pattern NODE =
            Pattern.compile("\\[([^\\]%]*)(?:%[^\\]]*)?](?::[0-9]+)?|([0-9.]+):[0-9]+");
    private static final int MAX_LENGTH = 100;

    private IpAddress() {}

    /// A plain address.
    static Optional<InetAddress> parse(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /// An address as proxies and sockets write it: possibly in brackets, with a zone or with a
    /// port.
    static Optional<InetAddress> parseNode(String node) {
        if (node.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Matcher matcher = NODE.matcher(node);
        if (matcher.matches()) {
            String inner = matcher.group(1);
            return parse(inner == null ? matcher.group(2) : inner);
        }
        int zone = node.indexOf('%');
        return parse(zone < 0 ? node : node.substring(0, zone));
    }
}
