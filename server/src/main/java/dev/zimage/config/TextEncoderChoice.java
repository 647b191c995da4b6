package dev.zimage.config;

/// Whether the model's text encoder stays loaded.
public enum TextEncoderChoice {
    /// It stays where there is memory for it.
    AUTO,
    /// It stays.
    KEEP,
    /// It is loaded for each new prompt and dropped after it.
    DROP
}
