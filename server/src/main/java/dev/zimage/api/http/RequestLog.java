package dev.zimage.api.http;

import dev.zimage.accounts.Caller;
import dev.zimage.origin.PublicUrl;
import dev.zimage.origin.RequestOrigin;
import java.util.function.Supplier;
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

    private final PublicUrl publicUrl;

    RequestLog(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    /// A request that was answered.
    ///
    /// @param caller null where no key was shown, or none that is good
    /// @param method one that HTTP has, or `other`
    /// @param bytes of the body of the answer, negative for a stream
    record Line(
            String requestId,
            @Nullable Caller caller,
            String method,
            String route,
            int status,
            long nanos,
            long bytes) {}

    /// @param origin is asked only when the line is written
    void served(Line line, Supplier<RequestOrigin> origin) {
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
                        .addKeyValue("client", publicUrl.clientAddress(origin.get()));
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
