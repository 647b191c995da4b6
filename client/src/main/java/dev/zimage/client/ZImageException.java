package dev.zimage.client;

import org.jspecify.annotations.Nullable;

/// Anything that makes a call fail.
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
