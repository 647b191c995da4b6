package dev.zimage.client;

/// The server answered with an error. The message comes from the server and says what to change.
public abstract sealed class ApiException extends ZImageException
        permits AuthenticationException,
                ForbiddenException,
                InsufficientCreditsException,
                InvalidRequestException,
                NotFoundException,
                RateLimitedException,
                ServerErrorException,
                TaskEndedException {

    private static final long serialVersionUID = 1L;

    private final ErrorAnswer answer;

    ApiException(ErrorAnswer answer) {
        super(answer.text(), null);
        this.answer = answer;
    }

    /// The error code, see the server's `docs/errors.md`; 0 when the response had none, such as a
    /// proxy's.
    public int code() {
        return answer.code();
    }

    /// The HTTP status.
    public int status() {
        return answer.status();
    }

    /// The request id to report to the operator; empty when the response had none.
    public String requestId() {
        return answer.requestId();
    }

    ErrorAnswer answer() {
        return answer;
    }
}
