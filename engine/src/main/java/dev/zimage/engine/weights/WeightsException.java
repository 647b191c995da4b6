package dev.zimage.engine.weights;

import java.io.IOException;
import java.io.Serial;

/// Weight files that cannot be used. The message is for the operator: it names the file and, where
/// there is one, the tensor.
public final class WeightsException extends IOException {

    @Serial private static final long serialVersionUID = 1L;

    public WeightsException(String message) {
        super(message);
    }

    public WeightsException(String message, Throwable cause) {
        super(message, cause);
    }
}
