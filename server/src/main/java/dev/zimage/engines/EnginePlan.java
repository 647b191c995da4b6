package dev.zimage.engines;

import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.zimage.LoadListener;
import java.util.Optional;

/// An engine that can be opened. Nothing is held until then.
public interface EnginePlan {

    EngineKind kind();

    /// One sentence for whoever starts a server with it.
    String announcement();

    /// What its pictures are going to take, as far as that is known beforehand.
    default Optional<PictureForecast> forecast() {
        return Optional.empty();
    }

    /// What `zimage doctor` finds about it.
    EngineFinding inspect();

    /// Opens the engine; what takes long is loaded in the background. The caller closes it.
    ///
    /// @param listener hears about the loading
    ImageEngine open(LoadListener listener);
}
