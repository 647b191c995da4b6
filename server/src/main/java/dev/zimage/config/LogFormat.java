package dev.zimage.config;

/// How log lines look.
public enum LogFormat {
    /// For people.
    TEXT,
    /// A JSON object a line, for log collectors.
    JSON
}
