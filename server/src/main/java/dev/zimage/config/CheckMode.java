package dev.zimage.config;

/// Which orders the content check looks at.
public enum CheckMode {
    /// Those that ask for it, and those of accounts that are always checked.
    ON_REQUEST,
    /// All.
    ALWAYS
}
