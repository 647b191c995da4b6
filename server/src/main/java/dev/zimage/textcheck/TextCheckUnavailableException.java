package dev.zimage.textcheck;

/// The texts of a picture could not be read.
public final class TextCheckUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    TextCheckUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
