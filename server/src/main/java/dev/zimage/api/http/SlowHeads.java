package dev.zimage.api.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes the connections on which the head of a request does not arrive whole in time. Jetty lets
/// a client go that is silent for half a minute; one that sends a byte now and then is never
/// silent.
///
/// It looks at all connections now and then, on Jetty's scheduler, so that requests pay nothing for
/// it. A connection may stay open for as long as `timeout` and two looks after the first byte.
final class SlowHeads implements LifeCycle.Listener, Runnable {

    private static final Logger log = LoggerFactory.getLogger(SlowHeads.class);

    private final Server server;
    private final Duration timeout;
    private final Duration look;
    private Map<EndPoint, Progress> known = Map.of();

    /// @param timeout from the first byte of a head to its last
    /// @param look from one look at the connections to the next
    SlowHeads(Server server, Duration timeout, Duration look) {
        this.server = server;
        this.timeout = timeout;
        this.look = look;
    }

    @Override
    public void lifeCycleStarted(LifeCycle event) {
        lookLater();
    }

    private void lookLater() {
        server.getScheduler().schedule(this, look.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void run() {
        try {
            known = look(System.nanoTime());
        } catch (RuntimeException e) {
            log.error("the connections could not be looked at", e);
        } finally {
            if (server.isRunning()) {
                lookLater();
            }
        }
    }

    private Map<EndPoint, Progress> look(long now) {
        Map<EndPoint, Progress> seen = new HashMap<>();
        for (Connector connector : server.getConnectors()) {
            for (EndPoint endPoint : connector.getConnectedEndPoints()) {
                if (endPoint.getConnection() instanceof HttpConnection connection) {
                    Progress progress =
                            known.getOrDefault(endPoint, Progress.NONE).next(connection, now);
                    if (progress.isLate(now, timeout)) {
                        endPoint.close();
                    } else {
                        seen.put(endPoint, progress);
                    }
                }
            }
        }
        return seen;
    }

    /// What a look found on a connection.
    ///
    /// @param requests whose heads were whole
    /// @param bytes that had come when no head had begun
    /// @param serving whether a request was being served, its body among that
    /// @param begun when the head that is under way was first seen, null when none is
    private record Progress(long requests, long bytes, boolean serving, @Nullable Long begun) {

        static final Progress NONE = new Progress(0, 0, false, null);

        /// White space before a head leaves the parser at its start; the bytes tell of it.
        Progress next(HttpConnection connection, long now) {
            HttpParser parser = connection.getParser();
            boolean servingNow = !parser.inHeaderState();
            boolean amidHead = !servingNow && !parser.isStart();
            long requestsNow = connection.getMessagesIn();
            long bytesNow = connection.getBytesIn();
            if (serving || servingNow || requestsNow != requests) {
                return new Progress(requestsNow, bytesNow, servingNow, amidHead ? now : null);
            }
            boolean begins = begun == null && (amidHead || bytesNow != bytes);
            return begins ? new Progress(requests, bytes, false, now) : this;
        }

        boolean isLate(long now, Duration timeout) {
            return begun != null && now - begun > timeout.toNanos();
        }
    }
}
