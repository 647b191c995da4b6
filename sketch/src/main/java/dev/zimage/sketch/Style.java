package dev.zimage.sketch;

/// A manner of drawing that a prompt can ask for by name.
enum Style {
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
    PLAYFUL
}
