package dev.zimage.tasks;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Names a task: a UUIDv7 in 32 lowercase hex digits, so ids sort by creation. Clients see it with
/// `task_` before it.
public record TaskId(String hex) implements Comparable<TaskId> {

    private static final String PREFIX = "task_";
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

    public TaskId {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("a task id is 32 lowercase hex digits: " + hex);
        }
    }

    static TaskId of(UUID uuid) {
        return new TaskId(uuid.toString().replace("-", ""));
    }

    /// Reads an id as clients send it; empty when it has not the form of one.
    public static Optional<TaskId> parse(String text) {
        return text.startsWith(PREFIX) && HEX.matcher(text.substring(PREFIX.length())).matches()
                ? Optional.of(new TaskId(text.substring(PREFIX.length())))
                : Optional.empty();
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
