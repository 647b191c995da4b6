package dev.zimage.origin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one proxy reported about the request it received; null where it reported nothing.
///
/// @param node who sent it the request
/// @param host that the request was for
/// @param proto the scheme that the proxy received it by
/// @param port that the proxy received it on
record Hop(
        @Nullable String node,
        @Nullable String host,
        @Nullable String proto,
        @Nullable String port) {

    /// The hops of a request, the nearest proxy first. Uses `Forwarded` when it is present and well
    /// formed, and the older headers otherwise.
    static List<Hop> of(RequestOrigin origin) {
        if (origin.forwarded() != null) {
            List<Hop> hops = ForwardedHeader.parse(origin.forwarded());
            if (!hops.isEmpty()) {
                return hops.reversed();
            }
        }
        List<String> nodes = nearestFirst(origin.forwardedFor());
        List<String> hosts = nearestFirst(origin.forwardedHost());
        List<String> protos = nearestFirst(origin.forwardedProto());
        List<String> ports = nearestFirst(origin.forwardedPort());
        List<Hop> hops = new ArrayList<>();
        int count =
                Math.max(
                        Math.max(nodes.size(), hosts.size()),
                        Math.max(protos.size(), ports.size()));
        for (int i = 0; i < count; i++) {
            hops.add(new Hop(at(nodes, i), at(hosts, i), at(protos, i), at(ports, i)));
        }
        return hops;
    }

    private static List<String> nearestFirst(@Nullable String header) {
        return header == null
                ? List.of()
                : Arrays.stream(header.split(",", -1)).map(String::strip).toList().reversed();
    }

    private static @Nullable String at(List<String> values, int index) {
        return index < values.size() ? values.get(index) : null;
    }
}
