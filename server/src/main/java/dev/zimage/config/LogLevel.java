package dev.zimage.config;

/// How weighty a message must be to be logged, the weightiest first.
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
}
