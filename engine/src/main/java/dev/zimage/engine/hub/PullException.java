package dev.zimage.engine.hub;

/// A pull that did not end with a whole model. What it has fetched stays for the next one. The
/// message is a sentence without the address's query and without the token.
public final class PullException extends Exception {

    private static final long serialVersionUID = 1L;

    /// The kinds of failure that call for different reactions.
    public enum Kind {
        /// The hub could not be reached, or broke the connection too often.
        UNREACHABLE,
        /// The proxy of the environment cannot be used, or refuses the request.
        PROXY,
        /// The hub has no such model or revision.
        NOT_FOUND,
        /// The hub wants a token, or another one.
        NOT_ALLOWED,
        /// The repository lacks files that a model needs.
        NOT_A_MODEL,
        /// The disk has not enough room.
        NO_SPACE,
        /// The folder cannot be written.
        NOT_WRITABLE,
        /// Another pull has the folder.
        BUSY,
        /// A fetched file is not what the hub had announced.
        WRONG_CONTENT,
        /// What the hub asks for would be unsafe.
        UNSAFE
    }

    private final Kind kind;

    PullException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    PullException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
