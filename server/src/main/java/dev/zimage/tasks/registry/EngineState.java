package dev.zimage.tasks.registry;

import java.util.Locale;

/// Whether an engine of a process draws.
public enum EngineState {
    READY,
    LOADING,

    /// It cannot be used for now, or until somebody mends it.
    UNAVAILABLE,

    /// Its process has stopped in good order.
    STOPPED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EngineState of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
