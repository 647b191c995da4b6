package dev.zimage.engine.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/// What came to a request. Whoever got it closes it.
///
/// @param uri that gave it, after all redirects
/// @param fromHub whether that is the hub itself, not where it redirected to
/// @param linkedEtag the SHA-256 that the hub told on the way, null for none
record Answer(
        URI uri,
        int status,
        HttpHeaders headers,
        InputStream body,
        boolean fromHub,
        @Nullable String linkedEtag)
        implements AutoCloseable {

    private static final int LONGEST_REST = 64 << 10;

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /// The whole body.
    ///
    /// @throws IOException when it is longer than the limit, or breaks off
    byte[] bytes(int limit) throws IOException {
        byte[] bytes = body.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new IOException("the answer is longer than " + limit + " bytes");
        }
        return bytes;
    }

    /// Reads a short rest, so that the connection can be used again.
    void drain() throws IOException {
        body.readNBytes(LONGEST_REST);
        close();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
