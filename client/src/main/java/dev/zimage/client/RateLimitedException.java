package dev.zimage.client;

import java.time.Duration;

/// Too many requests per minute, or too many tasks in flight (429), for longer than the client
/// retries.
public final class RateLimitedException extends ApiException {

    private static final long serialVersionUID = 1L;

    RateLimitedException(ErrorAnswer answer) {
        super(answer);
    }

    /// The delay that the server requests; zero when it did not say.
    public Duration retryAfter() {
        return answer().retryAfter();
    }
}
