package dev.zimage.webhooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.jspecify.annotations.Nullable;

/// Fetches files whose URLs clients name, under the rules for webhooks: from public addresses only,
/// without redirects, within 15 seconds and a number of bytes. The HTTP client is created on first
/// use. Safe for use by any number of threads.
public final class Downloads implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int AT_ONCE_FROM_A_HOST = 4;
    private static final int BUFFER = 1 << 16;

    private final WebhookUrls urls;
    private final OutboundClient client;

    public Downloads(WebhookUrls urls) {
        this.urls = urls;
        this.client = new OutboundClient("pictures", urls, null, AT_ONCE_FROM_A_HOST);
    }

    /// A file that cannot be had. The message is for the client that named it, as the rest of a
    /// sentence that begins with the parameter.
    public static final class Failure extends Exception {

        private static final long serialVersionUID = 1L;

        Failure(String message) {
            super(message, null, false, false);
        }

        /// What is wrong.
        public String text() {
            return String.valueOf(getMessage());
        }
    }

    /// Copies a file.
    ///
    /// @param most bytes that it may have
    /// @throws IOException when the copy cannot be written
    public void copy(String url, OutputStream to, long most)
            throws Failure, IOException, InterruptedException {
        String problem = urls.problem(url).orElse(null);
        if (problem != null) {
            throw new Failure(problem);
        }
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        Request request =
                client.newRequest(URI.create(url))
                        .followRedirects(false)
                        .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        try (InputStreamResponseListener listener = new InputStreamResponseListener()) {
            request.send(listener);
            Response response = listener.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            requireGood(response.getStatus());
            copy(listener, to, most, deadline);
        } catch (ExecutionException e) {
            throw failure(e.getCause(), deadline);
        } catch (TimeoutException e) {
            throw timedOut();
        } finally {
            var _ = request.abort(new IOException("read enough"));
        }
    }

    private static void requireGood(int status) throws Failure {
        if (status / 100 == 3) {
            throw new Failure("cannot be fetched: it redirects; give the URL that it leads to");
        }
        if (status != 200) {
            throw new Failure("cannot be fetched: the answer has status " + status);
        }
    }

    private static void copy(
            InputStreamResponseListener listener, OutputStream to, long most, long deadline)
            throws Failure, IOException {
        byte[] buffer = new byte[BUFFER];
        long length = 0;
        try (InputStream in = listener.getInputStream()) {
            for (int read; (read = read(in, buffer, deadline)) > 0; ) {
                length += read;
                if (length > most) {
                    throw new Failure("has more than %d MiB".formatted(most >> 20));
                }
                to.write(buffer, 0, read);
            }
        }
    }

    private static int read(InputStream in, byte[] buffer, long deadline) throws Failure {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw failure(e, deadline);
        }
    }

    private static Failure failure(@Nullable Throwable cause, long deadline) {
        if (cause instanceof UnknownHostException) {
            // One text for both cases, so that nobody learns which names exist in this network.
            return new Failure("cannot be fetched: no public address is known for its host");
        }
        return System.nanoTime() >= deadline || cause instanceof TimeoutException
                ? timedOut()
                : new Failure("cannot be fetched: the connection failed");
    }

    private static Failure timedOut() {
        return new Failure("cannot be fetched within %d s".formatted(TIMEOUT.toSeconds()));
    }

    @Override
    public void close() {
        client.close();
    }
}
