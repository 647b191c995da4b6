package dev.zimage.api.openai;

import dev.zimage.api.Json;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Refusal;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Errors as OpenAI writes them: with the status, the type and the code that its clients turn into
/// their exceptions, and with `x-should-retry` where they are not to guess.
public final class OpenAiErrors {

    private static final String AT_FAULT = "invalid_request_error";
    private static final String OURS = "server_error";
    private static final String RETRY_AFTER = "Retry-After";
    private static final String SHOULD_RETRY = Refusal.SHOULD_RETRY;
    private static final int LONGEST_PAUSE = 60;

    private OpenAiErrors() {}

    private record ErrorAnswer(ErrorBody error) {}

    private record ErrorBody(String message, String type, @Nullable String param, String code) {}

    /// What clients get for an error of ours.
    ///
    /// @param status null for the one that the error has elsewhere
    /// @param code what clients go by; ours where OpenAI has none
    private record Kind(@Nullable Integer status, String type, String code) {

        Kind(String type, String code) {
            this(null, type, code);
        }
    }

    /// Whether the clients of a path expect these errors.
    public static boolean areFor(String path) {
        return path.equals("/v1") || path.startsWith("/v1/");
    }

    /// An error that was found before there was a task.
    public static Answer of(Refusal refusal) {
        Kind kind = kind(refusal.code());
        int status = kind.status == null ? refusal.status() : kind.status;
        Answer answer = answer(status, kind, refusal.text(), refusal.parameter());
        for (Answer.Header header : refusal.headers()) {
            answer = answer.with(header.name(), header.value());
        }
        return answer.with(SHOULD_RETRY, shouldRetry(status, refusal));
    }

    private static Kind kind(ErrorCode code) {
        return switch (code) {
            case NO_AUTHORIZATION,
                    NOT_A_BEARER_KEY,
                    KEY_UNKNOWN,
                    KEY_REVOKED,
                    KEY_EXPIRED,
                    SIGN_IN_REQUIRED ->
                    new Kind(AT_FAULT, "invalid_api_key");
            case PARAMETER_MISSING -> new Kind(AT_FAULT, "missing_required_parameter");
            case PARAMETER_INVALID, SIZE_UNSUPPORTED, QUALITY_UNSUPPORTED ->
                    new Kind(AT_FAULT, "invalid_value");
            case PARAMETER_UNKNOWN -> new Kind(AT_FAULT, "unknown_parameter");
            case PROMPT_TOO_LONG -> new Kind(AT_FAULT, "string_above_max_length");
            case MODEL_UNSUPPORTED -> new Kind(404, AT_FAULT, "model_not_found");
            case IDEMPOTENCY_KEY_REUSED -> new Kind(AT_FAULT, "idempotency_key_reused");
            case CREDITS_TOO_LOW -> new Kind(429, "insufficient_quota", "insufficient_quota");
            case RATE_LIMITED -> new Kind("requests", "rate_limit_exceeded");
            case TOO_MANY_TASKS -> new Kind("tasks", "rate_limit_exceeded");
            case METHOD_NOT_ALLOWED -> new Kind(AT_FAULT, "method_not_supported");
            case PATH_NOT_FOUND -> new Kind(AT_FAULT, "unknown_url");
            case CONTENT_REFUSED -> new Kind(400, AT_FAULT, "content_policy_violation");
            case QUEUE_FULL -> new Kind(OURS, "server_is_overloaded");
            case SHUTTING_DOWN, MODEL_NOT_READY, NO_WORKER, DATABASE_UNAVAILABLE ->
                    new Kind(OURS, "service_unavailable");
            case ORIGIN_NOT_ALLOWED, FORBIDDEN -> new Kind(AT_FAULT, "permission_denied");
            case NOT_A_JSON_OBJECT -> new Kind(AT_FAULT, "invalid_body");
            case BODY_TOO_LARGE -> new Kind(AT_FAULT, "body_too_large");
            case PRICE_MISSING -> new Kind(AT_FAULT, "price_missing");
            case TASK_NOT_FOUND -> new Kind(AT_FAULT, "task_not_found");
            case TASK_HAS_ENDED -> new Kind(AT_FAULT, "task_has_ended");
            case TASK_NOT_ENDED -> new Kind(AT_FAULT, "task_not_ended");
            case TASK_CANCELLED -> new Kind(409, AT_FAULT, "task_cancelled");
            case UNEXPECTED, TASK_NOT_STORED, TASK_NOT_STARTED -> new Kind(OURS, "internal_error");
            case GENERATION_FAILED -> new Kind(500, OURS, "generation_failed");
            case GENERATION_TIMED_OUT -> new Kind(500, OURS, "generation_timed_out");
            case GENERATION_OUT_OF_MEMORY -> new Kind(500, OURS, "generation_out_of_memory");
            case WORKER_LOST -> new Kind(500, OURS, "worker_lost");
            case UPSTREAM_FAILED -> new Kind(500, OURS, "upstream_failed");
            case UPSTREAM_TIMED_OUT -> new Kind(500, OURS, "upstream_timed_out");
        };
    }

    /// Clients retry 429 and 503 unless a header forbids it. They should where the time to wait is
    /// known and short enough.
    private static @Nullable String shouldRetry(int status, Refusal refusal) {
        boolean isSaid =
                refusal.headers().stream().anyMatch(header -> header.name().equals(SHOULD_RETRY));
        if (isSaid || (status != 429 && status != 503)) {
            return null;
        }
        boolean soon =
                refusal.headers().stream()
                        .filter(header -> header.name().equals(RETRY_AFTER))
                        .anyMatch(header -> Long.parseLong(header.value()) <= LONGEST_PAUSE);
        return Boolean.toString(soon);
    }

    /// The end of a task that has failed. A failure of the drawing may be tried again, for the
    /// credits are back; one that took all the time or memory there is would do so again.
    static Answer failed(Failure failure) {
        Kind kind = kind(failure.code());
        Answer answer =
                answer(
                        kind.status == null ? 500 : kind.status,
                        kind,
                        failure.message(),
                        failure.code() == ErrorCode.CONTENT_REFUSED ? "prompt" : null);
        return answer.with(
                SHOULD_RETRY, Boolean.toString(failure.code() == ErrorCode.GENERATION_FAILED));
    }

    /// The pictures take longer than a request may wait. To wait on, the client sends it again; its
    /// library does so by itself.
    static Answer stillDrawing(String ids) {
        return answer(
                        503,
                        new Kind(OURS, "still_processing"),
                        "Not finished yet: %s. Send the same request again to wait on, without being"
                                        .formatted(ids)
                                + " charged again, or poll /api/v1/tasks/{id}",
                        null)
                .with(RETRY_AFTER, "1")
                .with(SHOULD_RETRY, "true");
    }

    /// The pictures were deleted after their time.
    static Answer gone() {
        return answer(
                410,
                new Kind(AT_FAULT, "image_expired"),
                "The pictures of this request were deleted after their time; send a new request",
                null);
    }

    private static Answer answer(
            int status, Kind kind, String message, @Nullable String parameter) {
        ErrorBody body = new ErrorBody(message, kind.type, parameter, kind.code);
        return new Answer(
                status,
                Answer.JSON,
                List.of(),
                new Answer.Bytes(Json.write(new ErrorAnswer(body))));
    }
}
