package dev.zimage.cli.batch;

/// How the file of a batch is written.
public enum BatchForm {
    /// Comma-separated values with a header.
    CSV,
    /// A prompt a line.
    LINES
}
