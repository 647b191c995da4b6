package dev.zimage.provenance.credentials;

import java.io.Serial;

/// A manifest that cannot be read. The message says why, as a clause.
final class UnreadableManifestException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    UnreadableManifestException(String message) {
        super(message);
    }

    UnreadableManifestException(String message, Throwable cause) {
        super(message, cause);
    }
}
