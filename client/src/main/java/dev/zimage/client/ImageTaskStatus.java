package dev.zimage.client;

import java.util.Locale;
import java.util.Optional;

/// The status of a task. `COMPLETED` and `FAILED` are final.
public enum ImageTaskStatus {
    PROCESSING,
    COMPLETED,
    FAILED;

    /// The name on the wire.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ImageTaskStatus> of(String label) {
        for (ImageTaskStatus status : values()) {
            if (status.label().equals(label)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
