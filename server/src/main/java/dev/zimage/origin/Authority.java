package dev.zimage.origin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A host with or without a port, as a `Host` header or a URL has it.
///
/// @param host a name in lower case, an IPv4 address, or an IPv6 address in brackets
/// @param port 1 to 65535, empty for the scheme's own
public record Authority(String host, OptionalInt port) {

    private static final int MAX_LENGTH = 260;
    private static final Pattern TEXT =
            Pattern.compile("(\\[[0-9a-f:.]+]|[0-9a-z_.-]+)(?::([0-9]{1,5}))?");
    private static final int MAX_LABEL = 63;

    /// Empty for everything that is more than a host and a port.
    public static Optional<Authority> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Matcher matcher = TEXT.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches() || !isHost(matcher.group(1))) {
            return Optional.empty();
        }
        String port = matcher.group(2);
        if (port == null) {
            return Optional.of(new Authority(matcher.group(1), OptionalInt.empty()));
        }
        int number = Integer.parseInt(port);
        return number >= 1 && number <= 65_535
                ? Optional.of(new Authority(matcher.group(1), OptionalInt.of(number)))
                : Optional.empty();
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            String address = host.substring(1, host.length() - 1);
            return address.contains(":") && IpAddress.parse(address).isPresent();
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return Arrays.stream(name.split("\\.", -1)).allMatch(Authority::isLabel);
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty()
                && label.length() <= MAX_LABEL
                && !label.startsWith("-")
                && !label.endsWith("-");
    }

    @Override
    public String toString() {
        return port.isPresent() ? host + ":" + port.getAsInt() : host;
    }
}
