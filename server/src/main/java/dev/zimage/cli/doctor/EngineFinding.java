package dev.zimage.cli.doctor;

import dev.zimage.engine.ImageEngine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What draws in an installation, as far as it is found without drawing.
public sealed interface EngineFinding {

    /// An engine that draws in no time: it is tried.
    ///
    /// @param engine is closed after that
    /// @param brokenModel why a model that is installed does not draw in its place
    record Quick(ImageEngine engine, Optional<String> brokenModel) implements EngineFinding {}

    /// A model whose files are in order. To draw with it takes minutes, so it is not tried.
    ///
    /// @param advice what to do so that its pictures come to an end here, null when they will
    record Model(String description, @Nullable String advice) implements EngineFinding {}

    /// Nothing can draw as the settings want it.
    ///
    /// @param advice what to do about it; empty where `why` says it
    record Unusable(String why, String advice) implements EngineFinding {}
}
