package dev.zimage.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// Sends requests, and retries them where that is safe and may help: when no complete response
/// arrived, and after 429, 502, 503 and 504, unless the response says that a retry does not help.
final class Transport {

    private static final long LARGEST_ANSWER = 64L * 1024 * 1024;
    private static final int MOST_FAILURES = 6;

    private final HttpClient http;
    private final URI base;
    private final String key;
    private final String userAgent;
    private final Timeouts timeouts;
    private final ClientClock time;
    private final Backoff backoff;

    Transport(
            HttpClient http,
            URI base,
            String key,
            String userAgent,
            Timeouts timeouts,
            ClientClock time,
            Backoff backoff) {
        this.http = http;
        this.base = base;
        this.key = key;
        this.userAgent = userAgent;
        this.timeouts = timeouts;
        this.time = time;
        this.backoff = backoff;
    }

    /// A request to the API, with the key.
    ///
    /// @param path below the server's address, beginning with a slash
    HttpRequest.Builder api(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + key)
                .header("User-Agent", userAgent);
    }

    /// A request to a link that the API returned, without the key.
    HttpRequest.Builder link(URI link) {
        return HttpRequest.newBuilder(URI.create(base + "/").resolve(link))
                .header("User-Agent", userAgent);
    }

    /// Sends a request that may be retried, until there is a final response.
    ///
    /// @return the response, which is a success
    /// @throws ApiException for any other response
    HttpReply call(HttpRequest.Builder request) {
        return call(request, timeouts.request(), timeouts.call());
    }

    /// @param each how long one request may take
    /// @param all how long the call may take including all retries
    HttpReply call(HttpRequest.Builder request, Duration each, Duration all) {
        ClientClock.Deadline deadline = time.in(all);
        for (int attempt = 1; ; attempt++) {
            Duration asked;
            try {
                HttpReply answer = exchange(request, shorter(each, deadline.left()));
                if (answer.isSuccess()) {
                    return answer;
                }
                ErrorAnswer error = ResponseJson.error(answer);
                asked = error.retryAfter();
                if (!error.isTemporary() || !pause(attempt, asked, deadline)) {
                    throw error.exception();
                }
            } catch (IOException e) {
                if (!mayPass(e, attempt) || !pause(attempt, Duration.ZERO, deadline)) {
                    throw new ConnectionException(failure(attempt, e), e);
                }
            }
        }
    }

    /// A restarting server is back soon; a wrong address should be reported within seconds.
    private static boolean mayPass(IOException failure, int attempt) {
        return attempt < MOST_FAILURES && !(failure instanceof SSLHandshakeException);
    }

    private String failure(int attempts, IOException cause) {
        return "no answer from %s after %d attempts: %s".formatted(base, attempts, cause);
    }

    /// Waits before the next attempt.
    ///
    /// @return false when the call's time would run out before
    private boolean pause(int attempt, Duration asked, ClientClock.Deadline deadline) {
        Duration pause = backoff.before(attempt, asked);
        if (pause.compareTo(deadline.left()) >= 0) {
            return false;
        }
        sleep(pause);
        return true;
    }

    void sleep(Duration duration) {
        try {
            time.sleep(duration);
        } catch (InterruptedException e) {
            throw CallInterruptedException.of(e);
        }
    }

    private HttpReply exchange(HttpRequest.Builder request, Duration timeout) throws IOException {
        HttpResponse<byte[]> response =
                send(
                        request,
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER),
                        timeout);
        requireWhole(response);
        return new HttpReply(response.statusCode(), response.headers(), response.body());
    }

    private static void requireWhole(HttpResponse<byte[]> response) throws IOException {
        long promised =
                response.headers()
                        .firstValueAsLong("Content-Length")
                        .orElse(response.body().length);
        if (promised != response.body().length) {
            throw new IOException(
                    "%d of %d bytes arrived".formatted(response.body().length, promised));
        }
    }

    /// Sends a request once and returns as soon as the response's head has arrived.
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> open(HttpRequest.Builder request)
            throws IOException {
        return send(request, BodyHandlers.ofPublisher(), timeouts.request());
    }

    /// Sends a request once. The JDK's own timeout ends with the head of the response; this one
    /// includes the body.
    <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> handler, Duration timeout)
            throws IOException {
        CompletableFuture<HttpResponse<T>> response = http.sendAsync(request.build(), handler);
        try {
            return response.get(Math.max(1, timeout.toMillis()), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            response.cancel(true);
            throw CallInterruptedException.of(e);
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new HttpTimeoutException("no whole answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw asIoException(e.getCause());
        }
    }

    private static IOException asIoException(@Nullable Throwable cause) {
        return cause instanceof IOException io ? io : new IOException(cause);
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
