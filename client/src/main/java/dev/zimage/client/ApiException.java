package dev.zimage.client;

/// The server answered with an error. The message is the server's, and says what to change.
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

    /// The number of the error, see the server's `docs/errors.md`; 0 when the answer had none, as
    /// those of proxies.
    public int code() {
        return answer.code();
    }

    /// The status of the HTTP answer.
    public int status() {
        return answer.status();
    }

    /// What to tell the operator; empty when the answer had none.
    public String requestId() {
        return answer.requestId();
    }

    ErrorAnswer answer() {
        return answer;
    }
}
