package dev.zimage.client;

import org.jspecify.annotations.Nullable;

/// Anything that keeps a call from doing what it promises.
public abstract sealed class ZImageException extends RuntimeException
        permits ApiException,
                CallInterruptedException,
                ConnectionException,
                TaskFailedException,
                UnexpectedAnswerException,
                WaitTimeoutException {

    private static final long serialVersionUID = 1L;

    ZImageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
