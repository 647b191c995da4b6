package dev.zimage.errors;

/// Every error that a client can see: its number, its HTTP status and what it means. The table in
/// `docs/errors.md` is checked against this one.
public enum ErrorCode {
    NO_AUTHORIZATION(10001, 401, "no `Authorization` header"),
    NOT_A_BEARER_KEY(10002, 401, "the `Authorization` header is not `Bearer <key>`"),
    KEY_UNKNOWN(10003, 401, "the key is unknown"),
    KEY_REVOKED(10004, 401, "the key was revoked"),
    SIGN_IN_REQUIRED(10005, 401, "sign-in required (console)"),
    ORIGIN_NOT_ALLOWED(10006, 403, "the origin of the request is not allowed"),
    KEY_EXPIRED(10007, 401, "the key has expired"),
    FORBIDDEN(10008, 403, "the account is suspended, or the key may not do this"),

    NOT_A_JSON_OBJECT(20001, 400, "the body is not a JSON object"),
    PARAMETER_MISSING(20002, 400, "a required parameter is missing"),
    PARAMETER_INVALID(20003, 400, "a parameter has a wrong type, range or value"),
    MODEL_UNSUPPORTED(20004, 400, "the model is not supported"),
    SIZE_UNSUPPORTED(20005, 400, "the model does not support the size"),
    QUALITY_UNSUPPORTED(20006, 400, "the model does not support the quality"),
    PROMPT_TOO_LONG(20007, 400, "the prompt is too long"),
    IDEMPOTENCY_KEY_REUSED(20009, 422, "the idempotency key was used before with another body"),
    PARAMETER_UNKNOWN(20010, 400, "a parameter is unknown"),
    BODY_TOO_LARGE(20011, 413, "the body is larger than the path takes"),

    CREDITS_TOO_LOW(30001, 402, "not enough credits"),
    PRICE_MISSING(30002, 400, "the model has no price"),

    TASK_NOT_FOUND(40001, 404, "no such task, or it belongs to another account"),
    PATH_NOT_FOUND(40402, 404, "no such path"),
    METHOD_NOT_ALLOWED(40501, 405, "the path does not take this method"),
    TASK_HAS_ENDED(40901, 409, "the task has ended"),
    TASK_NOT_ENDED(40902, 409, "the task has not ended"),

    RATE_LIMITED(50001, 429, "more requests a minute than the account may send"),
    TOO_MANY_TASKS(50002, 429, "more tasks in flight than the account may have"),

    TASK_NOT_STORED(60001, 500, "the task could not be stored; nothing was charged"),
    TASK_NOT_STARTED(60002, 500, "the task could not be started; nothing was charged"),
    QUEUE_FULL(60010, 503, "the queue takes no more tasks now"),
    SHUTTING_DOWN(60011, 503, "the server is shutting down"),
    MODEL_NOT_READY(60012, 503, "the model, or a check that was asked for, is not ready"),
    UNEXPECTED(60099, 500, "unexpected; the cause is in the log under the request id"),

    NO_WORKER(70001, 503, "no worker process is alive"),
    DATABASE_UNAVAILABLE(
            70002, 503, "the database is unavailable, or a picture cannot be read at the moment"),

    GENERATION_FAILED(80001, 200, "the generation failed"),
    GENERATION_TIMED_OUT(80002, 200, "the generation took too long"),
    GENERATION_OUT_OF_MEMORY(80003, 200, "the generation ran out of memory"),
    TASK_CANCELLED(80004, 200, "the task was cancelled"),
    WORKER_LOST(80005, 200, "the task lost its worker too often"),
    CONTENT_REFUSED(80006, 200, "the task is against the content policy"),
    UPSTREAM_FAILED(80007, 200, "the server that draws for this one failed"),
    UPSTREAM_TIMED_OUT(80008, 200, "the server that draws for this one did not answer in time");

    private final int number;
    private final int status;
    private final String meaning;

    ErrorCode(int number, int status, String meaning) {
        this.number = number;
        this.status = status;
        this.meaning = meaning;
    }

    /// The `code` in an answer.
    public int number() {
        return number;
    }

    /// The HTTP status that goes with it; 200 for those that stand in a task.
    public int status() {
        return status;
    }

    /// One line of plain English.
    public String meaning() {
        return meaning;
    }

    /// Whether this is the end of a task and not the answer to a request.
    public boolean isOfTask() {
        return number / 10_000 == 8;
    }

    /// The code with this number.
    ///
    /// @throws IllegalArgumentException when there is none
    public static ErrorCode of(int number) {
        for (ErrorCode code : values()) {
            if (code.number == number) {
                return code;
            }
        }
        throw new IllegalArgumentException("no error code " + number);
    }
}
