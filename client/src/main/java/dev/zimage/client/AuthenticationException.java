package dev.zimage.client;

/// The key is missing, unknown, revoked or expired (401).
public final class AuthenticationException extends ApiException {

    private static final long serialVersionUID = 1L;

    AuthenticationException(ErrorAnswer answer) {
        super(answer);
    }
}
