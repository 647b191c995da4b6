package dev.zimage.webhooks;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The result of one attempt to deliver.
///
/// @param status of the answer; null when there was none
/// @param text the beginning of the answer, or why there was none
/// @param retryAfter the header as received; null when there was none
record Attempt(@Nullable Integer status, String text, @Nullable String retryAfter) {

    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    Attempt(@Nullable Integer status, String text) {
        this(status, text, null);
    }

    static Attempt failed(String reason) {
        return new Attempt(null, reason);
    }

    boolean succeeded() {
        return status != null && status >= 200 && status < 300;
    }

    boolean gone() {
        return status != null && status == GONE;
    }

    /// How long the receiver asks us to wait; zero when it does not ask, or when the header cannot
    /// be parsed.
    Duration pause(Instant now) {
        boolean busy = status != null && (status == TOO_MANY_REQUESTS || status == UNAVAILABLE);
        return busy && retryAfter != null ? RetryAfter.pause(retryAfter, now) : Duration.ZERO;
    }
}
