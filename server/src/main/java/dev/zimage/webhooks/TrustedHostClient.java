package dev.zimage.webhooks;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.StringRequestContent;
import org.jspecify.annotations.Nullable;

/// Asks a host that the operator has configured, wherever it is, and others that it names under the
/// rules for webhooks: by https, and at public addresses only. Follows no redirects. Safe for use
/// by any number of threads.
public final class TrustedHostClient implements AutoCloseable {

    private static final int AT_ONCE = 8;
    private static final int MAX_BYTES = 1 << 20;
    private static final int SECONDS = 10;

    private final URI trusted;
    private final OutboundClient configured;
    private final OutboundClient others;
    private final WebhookUrls rules = new WebhookUrls(false);

    /// @param body in UTF-8
    public record Reply(int status, @Nullable String contentType, String body) {}

    /// @param name in the user agent
    /// @param trusted a URL of the host that the operator has configured
    public TrustedHostClient(String name, URI trusted) {
        this.trusted = trusted;
        this.configured = new OutboundClient(name, new WebhookUrls(true), null, AT_ONCE);
        this.others = new OutboundClient(name + "-other", rules, null, AT_ONCE);
    }

    /// Sends a request and reads the answer.
    ///
    /// @param body null for a request without one; its type is a header
    /// @throws IOException when the host is not allowed or does not answer
    public Reply send(
            String method, URI uri, Map<String, List<String>> headers, @Nullable String body)
            throws IOException {
        Request request =
                client(uri).newRequest(uri).method(method).timeout(SECONDS, TimeUnit.SECONDS);
        headers.forEach((name, values) ->
                values.forEach(value -> request.headers(all -> all.add(name, value))));
        if (body != null) {
            String type = headers.getOrDefault("Content-Type", List.of("text/plain")).getFirst();
            request.body(new StringRequestContent(type, body))
                    .headers(all -> all.put("Content-Type", type));
        }
        try {
            ContentResponse reply =
                    new CompletableResponseListener(request, MAX_BYTES)
                            .send()
                            .get(SECONDS, TimeUnit.SECONDS);
            return new Reply(reply.getStatus(), reply.getMediaType(), reply.getContentAsString());
        } catch (ExecutionException e) {
            throw new IOException(host(uri) + " does not answer: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException(host(uri) + " does not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private OutboundClient client(URI uri) throws IOException {
        if (host(uri).equals(host(trusted))
                && String.valueOf(uri.getScheme()).equals(trusted.getScheme())) {
            return configured;
        }
        String problem = rules.problem(uri.toString()).orElse(null);
        if (problem != null) {
            throw new IOException("the address " + host(uri) + " " + problem);
        }
        return others;
    }

    private static String host(URI uri) {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    @Override
    public void close() {
        configured.close();
        others.close();
    }
}
