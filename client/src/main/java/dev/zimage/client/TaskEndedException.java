package dev.zimage.client;

/// The task has ended and cannot be cancelled (409).
public final class TaskEndedException extends ApiException {

    private static final long serialVersionUID = 1L;

    TaskEndedException(ErrorAnswer answer) {
        super(answer);
    }
}
