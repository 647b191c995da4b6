package dev.zimage.upstream;

import dev.zimage.upstream.CallFailure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Sends requests to servers that are not trusted: follows no redirect, reads a bounded answer, and
/// waits no longer than it may. A request that is not waited for any more is closed, which is how
/// many servers are told to stop. Safe for use by several threads.
public final class UpstreamHttp implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final String AGENT = "zimage";

    private final HttpClient client;

    UpstreamHttp() {
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT)
                        .build();
    }

    /// A request to a server.
    ///
    /// @param body null for none
    /// @param most bytes that the answer may have
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Call(
            String method,
            URI uri,
            Map<String, String> headers,
            byte @Nullable [] body,
            long most) {

        public static Call get(URI uri, Map<String, String> headers, long most) {
            return new Call("GET", uri, headers, null, most);
        }

        public static Call json(
                String method, URI uri, Map<String, String> headers, byte[] body, long most) {
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.put("Content-Type", "application/json");
            return new Call(method, uri, all, body, most);
        }
    }

    /// @throws CallFailure when no whole answer came
    public ServerResponse send(Call call, Deadline deadline)
            throws CallFailure, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(
                        request(call),
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), call.most));
        HttpResponse<byte[]> response = await(answer, deadline);
        if (response.statusCode() >= 300 && response.statusCode() < 400) {
            throw new CallFailure(
                    Kind.FAILED,
                    "redirects with %d; configure the URL that answers itself"
                            .formatted(response.statusCode()));
        }
        return new ServerResponse(response.statusCode(), response.headers(), response.body());
    }

    /// Opens a WebSocket.
    public WebSocket open(
            URI uri, Map<String, String> headers, WebSocket.Listener listener, Deadline deadline)
            throws CallFailure, InterruptedException {
        WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(CONNECT);
        headers.forEach(builder::header);
        return await(builder.buildAsync(uri, listener), deadline);
    }

    private static HttpRequest request(Call call) {
        byte[] body = call.body;
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(call.uri)
                        .method(
                                call.method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(body))
                        .header("User-Agent", AGENT)
                        .header("Accept-Encoding", "identity");
        call.headers.forEach(builder::header);
        return builder.build();
    }

    private static <T> T await(CompletableFuture<T> answer, Deadline deadline)
            throws CallFailure, InterruptedException {
        boolean done = false;
        try {
            T value = answer.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
            done = true;
            return value;
        } catch (TimeoutException e) {
            throw new CallFailure(Kind.TIMED_OUT, "no whole answer in time");
        } catch (ExecutionException e) {
            done = true;
            throw failure(e.getCause());
        } finally {
            if (!done) {
                answer.cancel(true);
            }
        }
    }

    private static CallFailure failure(@Nullable Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof ConnectException
                    || at instanceof HttpConnectTimeoutException
                    || at instanceof UnresolvedAddressException
                    || at instanceof SSLException) {
                return new CallFailure(Kind.UNREACHABLE, "no connection: " + name(at));
            }
        }
        if (cause instanceof IOException) {
            return new CallFailure(Kind.FAILED, "the connection was cut: " + name(cause));
        }
        return new CallFailure(Kind.FAILED, "no answer: " + cause);
    }

    private static String name(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
