package dev.zimage.engines;

import dev.zimage.config.Config;
import dev.zimage.config.OfferedModel;
import dev.zimage.config.UpstreamConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// What the kinds of engines go by.
///
/// @param engine the settings of the engine of this process
/// @param timeout the longest time that a picture may take
/// @param models the folder where a model is looked for when none is named
/// @param loras the folder of imported LoRA files
/// @param cache the folder for prepared weights where the model's own cannot be written
/// @param remote the settings of engines on other servers
public record EngineSettings(
        Config.Engine engine,
        Duration timeout,
        Path models,
        Path loras,
        Path cache,
        Remote remote) {

    /// Engines on other servers and the models that they draw.
    ///
    /// @param engines by name
    /// @param models by id
    /// @param attempts to draw a picture
    public record Remote(
            Map<String, UpstreamConfig> engines, Map<String, OfferedModel> models, int attempts) {

        /// No engine on another server.
        public static final Remote NONE = new Remote(Map.of(), Map.of(), 1);
    }
}
