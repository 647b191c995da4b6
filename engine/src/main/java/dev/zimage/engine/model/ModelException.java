package dev.zimage.engine.model;

import java.io.IOException;
import java.io.Serial;

/// A model's folder that cannot be used. The message is for the operator: it names the file and the
/// field or the tensors.
public final class ModelException extends IOException {

    @Serial private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
