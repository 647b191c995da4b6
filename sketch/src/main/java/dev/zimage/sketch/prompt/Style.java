package dev.zimage.sketch.prompt;

/// A manner of drawing that a prompt can ask for by name.
public enum Style {
    BOLD,
    SANS,
    SERIF,
    SCRIPT,
    HANDWRITTEN,
    BRUSH,
    MONO,
    NEON,
    VINTAGE,
    MINIMAL,
    ELEGANT,
    PLAYFUL,
    /// In a speech bubble.
    BUBBLE
}
