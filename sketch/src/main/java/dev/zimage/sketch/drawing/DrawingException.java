package dev.zimage.sketch.drawing;

/// A drawing's file that cannot be read. The message names the file, the line and what is wrong.
final class DrawingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DrawingException(String file, int line, String fault, Throwable cause) {
        super(file + ":" + line + ": " + fault, cause);
    }
}
