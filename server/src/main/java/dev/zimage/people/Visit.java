package dev.zimage.people;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// From where somebody signs in.
///
/// @param address of the client
/// @param userAgent what the browser calls itself, shortened
public record Visit(String address, String userAgent) {

    private static final int LONGEST_AGENT = 160;

    public Visit {
        userAgent =
                userAgent
                        .codePoints()
                        .filter(point -> !Character.isISOControl(point))
                        .limit(LONGEST_AGENT)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
    }

    /// What guesses are counted by: of an IPv6 address the half that stands for a network, for its
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
