package dev.zimage.sketch.motif;

/// A motif's file that cannot be read. The message names the file, the line and what is wrong.
final class MotifException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MotifException(String file, int line, String fault, Throwable cause) {
        super(file + ":" + line + ": " + fault, cause);
    }
}
