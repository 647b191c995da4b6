package dev.zimage.tasks;

import dev.zimage.engine.ImageFormat;
import dev.zimage.media.MediaKey;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Identifies a task: a UUIDv7 as 32 lowercase hex digits, so ids sort by creation time. Clients
/// see it prefixed with `task_`.
public record TaskId(String hex) implements Comparable<TaskId> {

    private static final String PREFIX = "task_";
    private static final int LENGTH = 32;

    public TaskId {
        if (!isHex(hex)) {
            throw new IllegalArgumentException("a task id is 32 lowercase hex digits: " + hex);
        }
    }

    /// No regular expression: every row and every poll is parsed here.
    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return text.length() == LENGTH;
    }

    /// The id for a UUIDv7.
    public static TaskId of(UUID uuid) {
        return new TaskId(uuid.toString().replace("-", ""));
    }

    /// Parses an id as clients send it; empty when it is malformed.
    public static Optional<TaskId> parse(String text) {
        return text.startsWith(PREFIX) && isHex(text.substring(PREFIX.length()))
                ? Optional.of(new TaskId(text.substring(PREFIX.length())))
                : Optional.empty();
    }

    /// The key of the task's picture.
    public MediaKey picture(ImageFormat format) {
        return new MediaKey(hex, 0, format);
    }

    /// When the id was made, which is the first part of a UUIDv7.
    public Instant madeAt() {
        return Instant.ofEpochMilli(Long.parseLong(hex, 0, 12, 16));
    }

    @Override
    public int compareTo(TaskId other) {
        return hex.compareTo(other.hex);
    }

    /// The form that clients see.
    @Override
    public String toString() {
        return PREFIX + hex;
    }
}
