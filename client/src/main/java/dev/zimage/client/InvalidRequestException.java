package dev.zimage.client;

/// The request is invalid (400, 413, 415, 422 and other client errors). The message names the
/// field.
public final class InvalidRequestException extends ApiException {

    private static final long serialVersionUID = 1L;

    InvalidRequestException(ErrorAnswer answer) {
        super(answer);
    }
}
