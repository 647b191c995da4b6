package dev.zimage.api.http;

import dev.zimage.accounts.Caller;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/// A line for each request, as pairs of names and values. It has what is needed to find a request
/// again and nothing that is secret: the pattern of the route and not the path, no query, no
/// prompt, no key but its id. Probes and the scraping of metrics are logged at DEBUG, for they
/// would be most of the log.
final class RequestLog {

    private static final Logger log = LoggerFactory.getLogger("requests");

    /// A request that was answered.
    ///
    /// @param client its address
    /// @param caller null where no key was shown, or none that is good
    /// @param method one that HTTP has, or `other`
    /// @param bytes of the body of the answer, negative for a stream
    record Line(
            String requestId,
            String client,
            @Nullable Caller caller,
            String method,
            String route,
            int status,
            long nanos,
            long bytes) {}

    void served(Line line) {
        Level level = isProbe(line.route) ? Level.DEBUG : Level.INFO;
        if (!log.isEnabledForLevel(level)) {
            return;
        }
        LoggingEventBuilder event =
                log.atLevel(level)
                        .addKeyValue("request_id", line.requestId)
                        .addKeyValue("method", line.method)
                        .addKeyValue("route", line.route)
                        .addKeyValue("status", line.status)
                        .addKeyValue("ms", milliseconds(line.nanos))
                        .addKeyValue("client", line.client);
        if (line.bytes >= 0) {
            event = event.addKeyValue("bytes", line.bytes);
        }
        Caller caller = line.caller;
        if (caller != null) {
            event =
                    event.addKeyValue("account", caller.accountName())
                            .addKeyValue("key", caller.key().toString());
        }
        event.log("served");
    }

    private static boolean isProbe(String route) {
        return route.startsWith("/health/") || route.equals("/metrics");
    }

    /// To the microsecond, as a number.
    private static Number milliseconds(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }
}
