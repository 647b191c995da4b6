package dev.zimage.engines;

import dev.zimage.engine.ImageEngine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an inspection says about the engine of an installation, as far as it can without drawing.
public sealed interface EngineFinding {

    /// An engine that draws in no time, so that the inspection tries it.
    ///
    /// @param engine is closed after that
    /// @param brokenModel why a model that is installed does not draw in its place
    record Quick(ImageEngine engine, Optional<String> brokenModel) implements EngineFinding {}

    /// An engine that is in order and not tried, since a picture takes long or costs something.
    ///
    /// @param advice what to do so that its pictures come to an end here, null when they will
    record Described(String description, @Nullable String advice) implements EngineFinding {}

    /// Nothing can draw as the settings want it.
    ///
    /// @param advice what to do about it; empty where `why` says it
    record Unusable(String why, String advice) implements EngineFinding {}
}
