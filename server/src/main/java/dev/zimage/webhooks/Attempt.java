package dev.zimage.webhooks;

import org.jspecify.annotations.Nullable;

/// What came of one attempt.
///
/// @param status of the answer; null when there was none
/// @param text the beginning of the answer, or why there was none
record Attempt(@Nullable Integer status, String text) {

    private static final int GONE = 410;

    static Attempt failed(String reason) {
        return new Attempt(null, reason);
    }

    boolean succeeded() {
        return status != null && status >= 200 && status < 300;
    }

    boolean gone() {
        return status != null && status == GONE;
    }
}
