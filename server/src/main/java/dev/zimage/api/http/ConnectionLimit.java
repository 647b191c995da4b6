package dev.zimage.api.http;

import java.time.Duration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Bounds the connections that are open at once. While there are that many, the next ones wait in
/// the kernel's queue. Tells the log, but not each time: at the limit, every connection that closes
/// lets one in.
final class ConnectionLimit extends NetworkConnectionLimit {

    private static final Logger log = LoggerFactory.getLogger(ConnectionLimit.class);
    private static final long SILENCE = Duration.ofMinutes(1).toNanos();

    private @Nullable Long told;

    ConnectionLimit(int most, Server server) {
        super(most, server);
    }

    /// Called under the lock of the superclass.
    @Override
    protected void limit() {
        super.limit();
        long now = System.nanoTime();
        if (told == null || now - told > SILENCE) {
            told = now;
            log.warn(
                    "all {} connections are in use: further clients wait; limits.connections can"
                            + " be raised",
                    getMaxNetworkConnectionCount());
        }
    }
}
