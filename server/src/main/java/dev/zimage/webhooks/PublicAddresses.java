package dev.zimage.webhooks;

import dev.zimage.origin.AddressRange;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/// Decides which addresses are on the public internet. Of IPv6 only the range allocated for it
/// counts, without the parts that lead elsewhere: an address that is not known to be public is
/// treated as private.
final class PublicAddresses {

    /// The special purpose registry of IANA.
    private static final List<AddressRange> NOT_PUBLIC_4 =
            ranges(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.31.196.0/24",
                    "192.52.193.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "192.175.48.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4");

    private static final List<AddressRange> PUBLIC_6 = ranges("2000::/3");

    /// Protocols (with Teredo), documentation, 6to4.
    private static final List<AddressRange> NOT_PUBLIC_6 =
            ranges("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        return address instanceof Inet4Address
                ? !in(NOT_PUBLIC_4, address)
                : in(PUBLIC_6, address) && !in(NOT_PUBLIC_6, address);
    }

    private static boolean in(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(text -> AddressRange.parse(text).orElseThrow()).toList();
    }
}
