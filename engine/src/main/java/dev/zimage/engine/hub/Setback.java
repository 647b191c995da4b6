package dev.zimage.engine.hub;

import java.io.IOException;
import java.time.Duration;

/// Something that may go better when it is tried again.
final class Setback extends IOException {

    private static final long serialVersionUID = 1L;

    private final Duration wait;

    Setback(String message) {
        this(message, Duration.ZERO);
    }

    /// @param wait what the hub asked for, zero for nothing
    Setback(String message, Duration wait) {
        super(message);
        this.wait = wait;
    }

    Duration asked() {
        return wait;
    }
}
