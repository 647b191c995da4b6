package dev.zimage.client;

import java.time.Duration;

/// The server cannot do it now (503), or something is wrong with it (other 5xx), for longer than
/// the client retries.
public final class ServerErrorException extends ApiException {

    private static final long serialVersionUID = 1L;

    ServerErrorException(ErrorAnswer answer) {
        super(answer);
    }

    /// How long the server asks to wait; zero when it did not say.
    public Duration retryAfter() {
        return answer().retryAfter();
    }
}
