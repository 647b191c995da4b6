package dev.zimage.engine.onnx;

/// The runtime refused a graph or failed in a run.
public final class SessionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SessionException(String message, Throwable cause) {
        super(message, cause);
    }
}
