package dev.zimage.origin;

import java.net.InetAddress;
import java.util.Optional;

/// A range of IP addresses such as `10.0.0.0/8` or `fd00::/8`, or a single address. Names are never
/// resolved. An IPv4 address that is mapped into IPv6 (`::ffff:10.1.2.3`) counts as IPv4.
///
/// @param network an address in the range
/// @param prefixLength how many leading bits all addresses of the range share
public record AddressRange(InetAddress network, int prefixLength) {

    public AddressRange {
        int bits = network.getAddress().length * 8;
        if (prefixLength < 0 || prefixLength > bits) {
            throw new IllegalArgumentException(
                    "a prefix has 0 to %d bits: %d".formatted(bits, prefixLength));
        }
    }

    /// Empty when the text is neither an address nor `address/bits`.
    public static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        String bits = slash < 0 ? "" : text.substring(slash + 1);
        if (slash >= 0 && !bits.matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        return IpAddress.parse(address)
                .flatMap(network -> {
                    int all = network.getAddress().length * 8;
                    int prefix = slash < 0 ? all : Integer.parseInt(bits);
                    return prefix <= all
                            ? Optional.of(new AddressRange(network, prefix))
                            : Optional.empty();
                });
    }

    /// Whether the range contains an address.
    public boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefixLength; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((mine[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefixLength;
    }
}
