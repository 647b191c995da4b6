package dev.zimage.webhooks;

import java.time.Duration;
import org.eclipse.jetty.client.ContinueProtocolHandler;
import org.eclipse.jetty.client.EarlyHintsProtocolHandler;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// Makes HTTP clients for URLs that clients of ours name: they connect to public addresses only,
/// follow no redirects, answer no authentication challenges, keep no cookies and decompress
/// nothing.
final class OutboundClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final int THREADS = 16;

    private OutboundClient() {}

    /// @param name of its threads, and in the user agent
    /// @param names resolves host names; null to use the system's resolver
    static HttpClient start(String name, WebhookUrls urls, @Nullable SocketAddressResolver names) {
        HttpClient made = new HttpClient();
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName(name + "-http");
        threads.setDaemon(true);
        made.setExecutor(threads);
        Scheduler timer = new ScheduledExecutorScheduler(name + "-timer", true);
        made.setScheduler(timer);
        SocketAddressResolver system =
                new SocketAddressResolver.Async(threads, timer, CONNECT_TIMEOUT.toMillis());
        made.setSocketAddressResolver(
                new PublicAddressResolver(names == null ? system : names, urls.allowPrivate()));
        made.setFollowRedirects(false);
        made.setHttpCookieStore(new HttpCookieStore.Empty());
        made.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "zimage-" + name));
        made.setConnectTimeout(CONNECT_TIMEOUT.toMillis());
        made.setIdleTimeout(IDLE.toMillis());
        made.setDestinationIdleTimeout(IDLE.toMillis());
        made.setMaxConnectionsPerDestination(1);
        try {
            made.start();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP client does not start", e);
        }
        made.getContentDecoderFactories().clear();
        // No redirects and no challenges. Interim responses, also unsolicited ones, must not be
        // taken for the answer.
        made.getProtocolHandlers().clear();
        var _ = made.getProtocolHandlers().put(new ContinueProtocolHandler());
        var _ = made.getProtocolHandlers().put(new ProcessingProtocolHandler());
        var _ = made.getProtocolHandlers().put(new EarlyHintsProtocolHandler());
        return made;
    }

    static void stop(HttpClient client) {
        try {
            client.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP client does not stop", e);
        }
    }
}
