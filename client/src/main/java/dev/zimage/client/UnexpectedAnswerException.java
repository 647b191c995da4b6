package dev.zimage.client;

import org.jspecify.annotations.Nullable;

/// The response does not conform to the API: something other than a zimage server answered.
public final class UnexpectedAnswerException extends ZImageException {

    private static final long serialVersionUID = 1L;

    UnexpectedAnswerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
