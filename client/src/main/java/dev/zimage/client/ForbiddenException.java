package dev.zimage.client;

/// The account is suspended, or the key may not do this (403).
public final class ForbiddenException extends ApiException {

    private static final long serialVersionUID = 1L;

    ForbiddenException(ErrorAnswer answer) {
        super(answer);
    }
}
