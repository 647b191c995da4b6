package dev.zimage.tasks.lookup;

/// Which tasks a list shows.
public enum StatusFilter {
    ALL,
    PROCESSING,
    COMPLETED,
    FAILED
}
