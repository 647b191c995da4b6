package dev.zimage.sketch.colour;

import java.util.Locale;

/// The time of day, which decides the sky and how bright everything under it is.
public enum Light {
    DAY,
    DUSK,
    NIGHT;

    /// The light that tables call by this word.
    public static Light of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
