package dev.zimage.client;

import java.time.Duration;

/// The server is temporarily unavailable (503) or failed (other 5xx), for longer than the client
/// retries.
public final class ServerErrorException extends ApiException {

    private static final long serialVersionUID = 1L;

    ServerErrorException(ErrorAnswer answer) {
        super(answer);
    }

    /// The delay that the server requests; zero when it did not say.
    public Duration retryAfter() {
        return answer().retryAfter();
    }
}
