package dev.zimage.sketch;

/// A mood of colours that a prompt can ask for by name.
enum Tone {
    WARM,
    COOL,
    PASTEL,
    DARK,
    LIGHT,
    EARTHY,
    MONOCHROME,
    VIVID
}
