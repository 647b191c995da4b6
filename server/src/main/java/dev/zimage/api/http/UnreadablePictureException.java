package dev.zimage.api.http;

import java.io.IOException;

/// A picture that exists cannot be read now: too many files are open, the disk fails or is not
/// mounted. Thrown while an answer is made; [AnswerWriter.UnreadablePicture] is its counterpart
/// while one is written.
public final class UnreadablePictureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final IOException reason;

    public UnreadablePictureException(IOException reason) {
        super("the picture cannot be read", reason);
        this.reason = reason;
    }

    IOException reason() {
        return reason;
    }
}
