package dev.zimage.engine.zimage;

/// Whether the text encoder stays loaded.
public enum TextEncoderUse {
    /// It stays if all parts of the model fit into memory.
    AUTO,
    /// It stays.
    KEEP,
    /// It is loaded for each new prompt and dropped after it.
    DROP
}
