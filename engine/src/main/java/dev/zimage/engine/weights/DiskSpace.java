package dev.zimage.engine.weights;

import java.io.IOException;

/// Whether a disk has run full, which Java says only in the system's words.
public final class DiskSpace {

    private DiskSpace() {}

    /// Whether a write failed because there is no room.
    public static boolean isExhausted(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("No space left") || message.contains("quota exceeded");
    }
}
