package dev.zimage.tasks;

import java.util.Locale;

/// The status of a task. Clients see the first two as `processing`.
public enum TaskStatus {
    QUEUED,
    RUNNING,
    COMPLETED,
    FAILED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the task has reached its final status.
    public boolean isFinal() {
        return this == COMPLETED || this == FAILED;
    }

    /// The status with this label.
    public static TaskStatus of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
