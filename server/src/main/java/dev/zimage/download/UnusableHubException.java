package dev.zimage.download;

/// A setting, a variable or an option that names a hub or its token cannot be used. The message
/// says which and why, without the token.
public final class UnusableHubException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableHubException(String message) {
        super(message);
    }
}
