package dev.zimage.client;

/// The task, model or picture does not exist, or no longer (404, 410).
public final class NotFoundException extends ApiException {

    private static final long serialVersionUID = 1L;

    NotFoundException(ErrorAnswer answer) {
        super(answer);
    }
}
