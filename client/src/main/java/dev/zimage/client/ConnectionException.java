package dev.zimage.client;

import java.io.IOException;

/// The server could not be reached, or no complete response arrived in time, even after retries.
/// Whether the request was executed is unknown; a submission that is retried with the same
/// idempotency key is not charged twice.
public final class ConnectionException extends ZImageException {

    private static final long serialVersionUID = 1L;

    ConnectionException(String message, IOException cause) {
        super(message, cause);
    }
}
