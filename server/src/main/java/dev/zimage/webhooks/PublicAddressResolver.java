package dev.zimage.webhooks;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/// Resolves host names for the HTTP client and refuses names that resolve to addresses which are
/// not public. The client connects to exactly the addresses that were checked here, so DNS
/// rebinding achieves nothing. Each address carries the name that was resolved, because the client
/// uses it for SNI and to verify the certificate.
final class PublicAddressResolver implements SocketAddressResolver {

    private final SocketAddressResolver names;
    private final boolean allowPrivate;

    /// @param names resolves host names
    PublicAddressResolver(SocketAddressResolver names, boolean allowPrivate) {
        this.names = names;
        this.allowPrivate = allowPrivate;
    }

    @Override
    public void resolve(
            String host,
            int port,
            Map<String, Object> context,
            Promise<List<InetSocketAddress>> promise) {
        names.resolve(
                host,
                port,
                context,
                Promise.from(
                        addresses -> answer(host, addresses, promise),
                        failure -> promise.failed(failure)));
    }

    private void answer(
            String host,
            List<InetSocketAddress> addresses,
            Promise<List<InetSocketAddress>> promise) {
        List<InetSocketAddress> checked = new ArrayList<>();
        for (InetSocketAddress found : addresses) {
            InetAddress address = found.getAddress();
            if (address == null || !(allowPrivate || PublicAddresses.contain(address))) {
                promise.failed(new RefusedAddress(host));
                return;
            }
            checked.add(new InetSocketAddress(named(host, address), found.getPort()));
        }
        promise.succeeded(checked);
    }

    private static InetAddress named(String host, InetAddress address) {
        try {
            return InetAddress.getByAddress(host, address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    /// The message does not name the address: it may be a secret of this network.
    static final class RefusedAddress extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        RefusedAddress(String host) {
            super(host + " resolves to an address that is not public");
        }
    }
}
