package dev.zimage.sketch.scene;

/// The time of day, which decides the sky and how bright everything under it is.
enum Light {
    DAY,
    DUSK,
    NIGHT
}
