package dev.zimage.engine.hub;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The hosts that are reached without a proxy, as curl reads `NO_PROXY`: names with everything
/// below them, addresses, ranges of addresses (`10.0.0.0/8`), or `*` for all. Names are not
/// resolved.
///
/// @param entries in lower case, without dots at either end
record NoProxy(List<String> entries) {

    private static final String EVERYTHING = "*";

    static NoProxy parse(String value) {
        return new NoProxy(
                Arrays.stream(value.toLowerCase(Locale.ROOT).split("[,\\s]+", -1))
                        .map(entry -> entry.replaceFirst("^\\*?\\.", "").replaceFirst("\\.$", ""))
                        .filter(entry -> !entry.isEmpty())
                        .toList());
    }

    /// Whether a host, as it stands in an address, is reached without a proxy.
    boolean hold(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        Optional<InetAddress> address = literal(name);
        return entries.stream()
                .anyMatch(entry ->
                        entry.equals(EVERYTHING)
                                || (address.isPresent()
                                        ? holds(entry, address.get())
                                        : name.equals(entry) || name.endsWith("." + entry)));
    }

    private static boolean holds(String entry, InetAddress address) {
        int slash = entry.indexOf('/');
        Optional<InetAddress> network = literal(slash < 0 ? entry : entry.substring(0, slash));
        if (network.isEmpty()) {
            return false;
        }
        byte[] wanted = network.get().getAddress();
        byte[] given = address.getAddress();
        int all = 8 * wanted.length;
        int bits = slash < 0 ? all : bits(entry.substring(slash + 1), all);
        return wanted.length == given.length && bits >= 0 && sameBits(wanted, given, bits);
    }

    private static int bits(String text, int most) {
        boolean number = text.matches("\\d{1,3}");
        return number && Integer.parseInt(text) <= most ? Integer.parseInt(text) : -1;
    }

    private static boolean sameBits(byte[] one, byte[] other, int bits) {
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if (((one[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
