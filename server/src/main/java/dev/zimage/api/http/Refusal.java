package dev.zimage.api.http;

import dev.zimage.errors.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request that is answered with an error. Thrown where the reason is found and turned into the
/// answer in one place; it carries no stack trace of its own. One that is a fault of ours has the
/// cause, which is logged under the request id.
public final class Refusal extends RuntimeException {

    /// What OpenAI's clients heed before they guess by the status.
    public static final String SHOULD_RETRY = "x-should-retry";

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final int status;
    private final transient List<Answer.Header> headers = new ArrayList<>();
    private @Nullable String parameter;

    /// @param message says what to change
    public Refusal(ErrorCode code, String message) {
        this(code, code.status(), message);
    }

    public Refusal(ErrorCode code, int status, String message) {
        this(code, status, message, null);
    }

    /// @param cause the fault of ours that is behind it
    public Refusal(ErrorCode code, String message, Throwable cause) {
        this(code, code.status(), message, cause);
    }

    private Refusal(ErrorCode code, int status, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.code = code;
        this.status = status;
    }

    /// Names the member of the body that is at fault.
    public Refusal about(String name) {
        parameter = name;
        return this;
    }

    public Refusal with(String header, String value) {
        headers.add(new Answer.Header(header, value));
        return this;
    }

    /// Says when to come again: in whole seconds, never too early.
    public Refusal retryAfter(Duration wait) {
        return with("Retry-After", Long.toString(wholeSeconds(wait)));
    }

    /// Says that the same request fails until a person has changed something.
    public Refusal notToBeRetried() {
        return with(SHOULD_RETRY, "false");
    }

    /// Seconds, rounded up, at least one.
    public static long wholeSeconds(Duration duration) {
        long seconds = duration.toSeconds();
        boolean rest = duration.toNanosPart() > 0;
        return Math.max(1, rest ? seconds + 1 : seconds);
    }

    public ErrorCode code() {
        return code;
    }

    public int status() {
        return status;
    }

    /// The member of the body that is at fault; null when it is none, or not known.
    public @Nullable String parameter() {
        return parameter;
    }

    public List<Answer.Header> headers() {
        return headers;
    }

    /// The message, which is never null.
    public String text() {
        return String.valueOf(getMessage());
    }
}
