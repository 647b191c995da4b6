package dev.zimage.webhooks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Posts to receivers that are not trusted: follows no redirects, answers no authentication
/// challenges, keeps no cookies, decompresses nothing, reads a bounded part of the answer and takes
/// at most 15 seconds. The HTTP client is created on first use.
final class HttpSender implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HttpSender.class);

    static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int ANSWER_BYTES = 4_096;

    private final WebhookUrls urls;
    private final OutboundClient client;

    HttpSender(WebhookUrls urls) {
        this(urls, null);
    }

    /// @param names resolves host names; null to use the system's resolver
    HttpSender(WebhookUrls urls, @Nullable SocketAddressResolver names) {
        this.urls = urls;
        this.client = new OutboundClient("webhooks", urls, names, 1);
    }

    /// @throws InterruptedException when the calling thread was interrupted
    Attempt post(String url, Map<String, String> headers, byte[] body) throws InterruptedException {
        String problem = urls.problem(url).orElse(null);
        return problem == null
                ? send(url, headers, body)
                : Attempt.failed("not sent: the URL " + problem);
    }

    private Attempt send(String url, Map<String, String> headers, byte[] body)
            throws InterruptedException {
        long start = System.nanoTime();
        Request request =
                client.newRequest(URI.create(url))
                        .method("POST")
                        .headers(fields -> headers.forEach(fields::put))
                        .body(new BytesRequestContent("application/json", body))
                        .followRedirects(false)
                        .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        try (InputStreamResponseListener listener = new InputStreamResponseListener()) {
            request.send(listener);
            Response response = listener.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            try (InputStream in = listener.getInputStream()) {
                return new Attempt(
                        response.getStatus(),
                        text(in),
                        response.getHeaders().get(HttpHeader.RETRY_AFTER));
            } finally {
                // The rest of a longer answer is not read.
                var _ = request.abort(new IOException("read enough"));
            }
        } catch (ExecutionException e) {
            return Attempt.failed(reason(e.getCause(), start));
        } catch (TimeoutException e) {
            return Attempt.failed(timedOut());
        } catch (IOException e) {
            return Attempt.failed(reason(e, start));
        }
    }

    /// The beginning of an answer, as far as it arrives: the status has already said whether the
    /// receiver took the message, which must not be sent again because the rest is slow. Control
    /// characters are replaced, so that printing the answer is safe.
    private static String text(InputStream in) {
        byte[] bytes = new byte[ANSWER_BYTES];
        int length = 0;
        try {
            for (int read; (read = in.read(bytes, length, bytes.length - length)) > 0; ) {
                length += read;
            }
        } catch (IOException e) {
            log.debug("an answer ended early: {}", e.toString());
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8)
                .replaceAll("\\p{C}", " ")
                .strip();
    }

    private static String reason(@Nullable Throwable failure, long start) {
        boolean timedOut = System.nanoTime() - start >= TIMEOUT.toNanos();
        if (timedOut || failure instanceof TimeoutException || failure == null) {
            return timedOut();
        }
        if (failure instanceof UnknownHostException) {
            // One text for both cases, so that nobody learns which names exist in this network.
            log.info("a delivery was not sent: {}", failure.getMessage());
            return "no answer: no public address is known for the host of the URL";
        }
        String message = failure.getMessage();
        return "no answer: " + (message == null ? failure.getClass().getSimpleName() : message);
    }

    private static String timedOut() {
        return "no answer within %d s".formatted(TIMEOUT.toSeconds());
    }

    @Override
    public void close() {
        client.close();
    }
}
