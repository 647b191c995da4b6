package dev.zimage.moderation;

/// A picture could not be checked. It must not be released.
public final class CheckUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    CheckUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
