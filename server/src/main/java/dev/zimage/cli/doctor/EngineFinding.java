package dev.zimage.cli.doctor;

import dev.zimage.engine.ImageEngine;

/// What draws in an installation, as far as it is found without drawing.
public sealed interface EngineFinding {

    /// An engine that draws in no time: it is tried.
    ///
    /// @param engine is closed after that
    record Quick(ImageEngine engine) implements EngineFinding {}

    /// A model whose files are in order. To draw with it takes minutes, so it is not tried.
    record Model(String description) implements EngineFinding {}

    /// Nothing can draw as the settings want it.
    record Unusable(String why) implements EngineFinding {}
}
