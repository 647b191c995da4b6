package dev.zimage.sketch.colour;

/// The time of day, which decides the sky and how bright everything under it is.
public enum Light {
    DAY,
    DUSK,
    NIGHT
}
