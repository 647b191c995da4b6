package dev.zimage.moderation;

/// A picture could not be looked at. It is not to be let through.
public final class CheckUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    CheckUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
