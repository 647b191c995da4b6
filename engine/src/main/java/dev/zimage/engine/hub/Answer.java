package dev.zimage.engine.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What came to a request. Whoever got it closes it.
///
/// @param uri that gave it, after all redirects
/// @param fromHub whether that is the hub itself, not where it redirected to
/// @param linkedEtag the SHA-256 that the hub told on the way, null for none
/// @param patience how long a short body may take
record Answer(
        URI uri,
        int status,
        HttpHeaders headers,
        InputStream body,
        boolean fromHub,
        @Nullable String linkedEtag,
        Duration patience)
        implements AutoCloseable {

    private static final int LONGEST_REST = 64 << 10;

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /// The whole body.
    ///
    /// @throws IOException when it is longer than the limit, breaks off, or takes too long
    byte[] bytes(int limit) throws IOException {
        byte[] bytes = read(limit + 1);
        if (bytes.length > limit) {
            throw new IOException("the answer is longer than " + limit + " bytes");
        }
        return bytes;
    }

    /// Reads, and cuts the connection when that takes too long: the client itself waits for the
    /// head of an answer only.
    private byte[] read(int limit) throws IOException {
        CompletableFuture<Void> cut =
                CompletableFuture.runAsync(
                        this::cut,
                        CompletableFuture.delayedExecutor(
                                patience.toMillis(), TimeUnit.MILLISECONDS));
        try {
            return body.readNBytes(limit);
        } finally {
            cut.cancel(false);
        }
    }

    private void cut() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads a short rest, so that the connection can be used again.
    void drain() throws IOException {
        read(LONGEST_REST);
        close();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
