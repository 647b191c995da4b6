package dev.zimage.webhooks;

import java.net.URI;
import java.time.Duration;
import org.eclipse.jetty.client.ContinueProtocolHandler;
import org.eclipse.jetty.client.EarlyHintsProtocolHandler;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// An HTTP client for URLs that API clients supply: it connects to public addresses only, follows
/// no redirects, answers no authentication challenges, keeps no cookies and decompresses nothing.
/// It is started on first use. Safe for use by any number of threads.
final class OutboundClient implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final int THREADS = 16;

    private final String name;
    private final WebhookUrls urls;
    private final @Nullable SocketAddressResolver names;
    private final int connections;
    private @Nullable HttpClient client;

    /// @param name of its threads, and in the user agent
    /// @param names resolves host names; null to use the system's resolver
    /// @param connections to a host at once
    OutboundClient(
            String name, WebhookUrls urls, @Nullable SocketAddressResolver names, int connections) {
        this.name = name;
        this.urls = urls;
        this.names = names;
        this.connections = connections;
    }

    synchronized Request newRequest(URI uri) {
        HttpClient present = client;
        if (present == null) {
            present = start();
            client = present;
        }
        return present.newRequest(uri);
    }

    private HttpClient start() {
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
        made.setMaxConnectionsPerDestination(connections);
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

    @Override
    public synchronized void close() {
        HttpClient present = client;
        if (present == null) {
            return;
        }
        try {
            present.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP client does not stop", e);
        }
    }
}
