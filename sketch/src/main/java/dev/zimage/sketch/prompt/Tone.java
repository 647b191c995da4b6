package dev.zimage.sketch.prompt;

/// A mood of colours that a prompt can ask for by name.
public enum Tone {
    WARM,
    COOL,
    PASTEL,
    DARK,
    LIGHT,
    EARTHY,
    MONOCHROME,
    VIVID
}
