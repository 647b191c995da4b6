package dev.zimage.client;

/// There is no such task, model or picture, or no longer (404, 410).
public final class NotFoundException extends ApiException {

    private static final long serialVersionUID = 1L;

    NotFoundException(ErrorAnswer answer) {
        super(answer);
    }
}
