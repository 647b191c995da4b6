package dev.zimage.people;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// Where somebody signs in from.
///
/// @param address of the client
/// @param userAgent of the browser, shortened
public record ClientDetails(String address, String userAgent) {

    private static final int MAX_AGENT_LENGTH = 160;

    public ClientDetails {
        userAgent =
                userAgent
                        .codePoints()
                        .filter(point -> !Character.isISOControl(point))
                        .limit(MAX_AGENT_LENGTH)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
    }

    /// The network that guesses are counted by: of an IPv6 address the first half, because its
    /// owner has all the addresses of the other half.
    String network() {
        return network(address);
    }

    static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8))
                    : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
