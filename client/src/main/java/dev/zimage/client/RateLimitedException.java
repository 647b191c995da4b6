package dev.zimage.client;

import java.time.Duration;

/// Too many requests a minute, or too many tasks in flight (429), for longer than the client
/// retries.
public final class RateLimitedException extends ApiException {

    private static final long serialVersionUID = 1L;

    RateLimitedException(ErrorAnswer answer) {
        super(answer);
    }

    /// How long the server asks to wait; zero when it did not say.
    public Duration retryAfter() {
        return answer().retryAfter();
    }
}
