package dev.zimage.webhooks;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/// Looks names up for the HTTP client and refuses those that lead to addresses which are not
/// public. The client connects to the very addresses that were checked here, so a name that changes
/// in between gains nothing.
final class Receivers implements SocketAddressResolver {

    private final SocketAddressResolver names;
    private final boolean allowPrivate;

    /// @param names looks names up
    Receivers(SocketAddressResolver names, boolean allowPrivate) {
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
        for (InetSocketAddress found : addresses) {
            InetAddress address = found.getAddress();
            if (!allowPrivate && (address == null || !PublicAddresses.contain(address))) {
                promise.failed(new RefusedAddress(host));
                return;
            }
        }
        promise.succeeded(addresses);
    }

    /// The address is not told: it may be a secret of this network.
    static final class RefusedAddress extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        RefusedAddress(String host) {
            super(host + " leads to an address that is not public");
        }
    }
}
