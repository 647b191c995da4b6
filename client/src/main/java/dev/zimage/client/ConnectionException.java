package dev.zimage.client;

import java.io.IOException;

/// The server could not be reached, or its answer did not arrive whole and in time, also not when
/// the request was sent again. Whether it was carried out is not known; a submission that is sent
/// again with the same idempotency key is not paid twice.
public final class ConnectionException extends ZImageException {

    private static final long serialVersionUID = 1L;

    ConnectionException(String message, IOException cause) {
        super(message, cause);
    }
}
