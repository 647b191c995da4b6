package dev.zimage.loading;

/// Something that is loaded when it is wanted is not there; the cause says why.
public final class NotLoadedException extends Exception {

    private static final long serialVersionUID = 1L;

    NotLoadedException(String message, Throwable cause) {
        super(message, cause);
    }
}
