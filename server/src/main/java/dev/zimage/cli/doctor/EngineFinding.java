package dev.zimage.cli.doctor;

import dev.zimage.engine.ImageEngine;
import org.jspecify.annotations.Nullable;

/// What draws in an installation, as far as it is found without drawing.
public sealed interface EngineFinding {

    /// An engine that draws in no time: it is tried.
    ///
    /// @param engine is closed after that
    record Quick(ImageEngine engine) implements EngineFinding {}

    /// A model whose files are in order. To draw with it takes minutes, so it is not tried.
    ///
    /// @param advice what to do so that its pictures come to an end here, null when they will
    record Model(String description, @Nullable String advice) implements EngineFinding {}

    /// Nothing can draw as the settings want it.
    record Unusable(String why) implements EngineFinding {}
}
