package dev.zimage.client;

import java.io.Serializable;
import java.time.Duration;

/// An error response.
///
/// @param code 0 for none
/// @param requestId empty for none
/// @param retryAfter zero for none
/// @param isFinal whether the server says that the same request fails again
record ErrorAnswer(
        int status,
        int code,
        String message,
        String requestId,
        Duration retryAfter,
        boolean isFinal)
        implements Serializable {

    private static final int TASK_NOT_ENDED = 40902;

    String text() {
        String number = code == 0 ? "" : " / " + code;
        String id = requestId.isEmpty() ? "" : " (" + requestId + ")";
        return "%d%s: %s%s".formatted(status, number, message, id);
    }

    /// Whether the same request may succeed when it is retried.
    boolean isTemporary() {
        return switch (status) {
            case 429, 502, 503, 504 -> !isFinal;
            default -> false;
        };
    }

    ApiException exception() {
        return switch (status) {
            case 401 -> new AuthenticationException(this);
            case 402 -> new InsufficientCreditsException(this);
            case 403 -> new ForbiddenException(this);
            case 404, 410 -> new NotFoundException(this);
            case 409 ->
                    code == TASK_NOT_ENDED
                            ? new InvalidRequestException(this)
                            : new TaskEndedException(this);
            case 429 -> new RateLimitedException(this);
            default ->
                    status < 500
                            ? new InvalidRequestException(this)
                            : new ServerErrorException(this);
        };
    }
}
