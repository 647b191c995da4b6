package dev.zimage.api.http.monitoring;

import dev.zimage.accounts.Caller;
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

    void served(AnsweredRequest request) {
        Level level = isProbe(request.route()) ? Level.DEBUG : Level.INFO;
        if (!log.isEnabledForLevel(level)) {
            return;
        }
        LoggingEventBuilder event =
                log.atLevel(level)
                        .addKeyValue("request_id", request.id())
                        .addKeyValue("method", request.method())
                        .addKeyValue("route", request.route())
                        .addKeyValue("status", request.status())
                        .addKeyValue("ms", milliseconds(request.nanos()))
                        .addKeyValue("client", request.client());
        if (request.bytes() >= 0) {
            event = event.addKeyValue("bytes", request.bytes());
        }
        Caller caller = request.caller();
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
