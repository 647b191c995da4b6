package dev.zimage.engines;

import dev.zimage.config.Config;
import java.nio.file.Path;
import java.time.Duration;

/// What the kinds of engines go by.
///
/// @param engine the settings of the engine
/// @param timeout the longest time that a picture may take
/// @param models the folder where a model is looked for when none is named
/// @param cache the folder for prepared weights where the model's own cannot be written
public record EngineSettings(Config.Engine engine, Duration timeout, Path models, Path cache) {}
