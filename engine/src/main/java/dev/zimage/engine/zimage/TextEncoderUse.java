package dev.zimage.engine.zimage;

/// Whether the text encoder stays loaded.
public enum TextEncoderUse {
    /// It stays where all parts of the model have room.
    AUTO,
    /// It stays.
    KEEP,
    /// It is loaded for each new prompt and dropped after it.
    DROP
}
