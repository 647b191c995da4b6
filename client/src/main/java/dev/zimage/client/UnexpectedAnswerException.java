package dev.zimage.client;

import org.jspecify.annotations.Nullable;

/// The answer is none that the API gives: something else than a zimage server answered.
public final class UnexpectedAnswerException extends ZImageException {

    private static final long serialVersionUID = 1L;

    UnexpectedAnswerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
