package dev.zimage.engine;

/// A request could not be drawn. The message is for the operator's log and for the task: it names
/// the cause without the prompt.
public final class GenerationException extends Exception {

    private static final long serialVersionUID = 1L;

    /// The kinds of failure that callers treat differently.
    public enum Cause {
        /// The engine failed, or what it drew is not a picture.
        FAILED,
        /// There was not enough memory for the size that was asked for.
        OUT_OF_MEMORY,
        /// What draws refuses the order by its content policy.
        REFUSED,
        /// The engine draws on another server, and that server failed or sent what is not a
        /// picture.
        REMOTE_FAILED,
        /// The engine draws on another server, which did not answer in time.
        REMOTE_TIMED_OUT,
        /// Nothing was tried: no server of the engine can be reached now. The same request may
        /// succeed once [ImageEngine#readiness] is ready again.
        UNAVAILABLE
    }

    private final Cause kind;

    public GenerationException(Cause kind, String message) {
        super(message);
        this.kind = kind;
    }

    public GenerationException(Cause kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Cause kind() {
        return kind;
    }
}
