package dev.zimage.upstream;

import java.io.Serial;
import java.time.Duration;

/// A server gave no picture. The message is for the operator's log: without prompt and key, and
/// bounded.
public final class CallFailure extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    /// What follows from it.
    public enum Kind {
        /// The content policy of the server refuses the order: nobody is asked again.
        REFUSED,
        /// The server refuses the request for good: no server is asked again.
        REJECTED,
        /// The request did not reach a server: it is not at fault, another or a later one may do.
        UNREACHABLE,
        /// The server has no room now. It is in order.
        FULL,
        /// The server draws something else than it should: not asked again for this order.
        WRONG_PICTURE,
        /// The server took the order and says that the drawing failed.
        DRAWING_FAILED,
        /// The server failed, or its answer was cut or no picture.
        FAILED,
        /// The server did not answer in time.
        TIMED_OUT
    }

    private final Kind kind;
    private final Duration pause;
    private final int status;

    public CallFailure(Kind kind, String message) {
        this(kind, message, 0, Duration.ZERO);
    }

    /// @param status of the answer
    /// @param pause that the server wants before the next request; zero when it says nothing
    CallFailure(Kind kind, String message, int status, Duration pause) {
        super(message, null, false, false);
        this.kind = kind;
        this.pause = pause;
        this.status = status;
    }

    /// Whether the server answered that it has nothing of the kind, or nothing any more.
    public boolean isUnknown() {
        return status == 404 || status == 410;
    }

    public Kind kind() {
        return kind;
    }

    Duration pause() {
        return pause;
    }
}
