package dev.zimage.provenance.container;

import java.io.IOException;
import java.io.Serial;

/// A file that does not follow its format. The message says what was found, as a clause.
public final class MalformedFileException extends IOException {

    @Serial private static final long serialVersionUID = 1L;

    public MalformedFileException(String message) {
        super(message);
    }

    public MalformedFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
