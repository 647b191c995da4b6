package dev.zimage.cli;

import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.zimage.LoadListener;
import dev.zimage.engine.zimage.ZImageEngine;
import dev.zimage.engine.zimage.ZImageOptions;
import dev.zimage.sketch.SketchEngine;
import java.util.Optional;

/// What draws, by what was asked for and what is installed.
sealed interface Drawing {

    /// The model.
    record WithModel(ZImageOptions options) implements Drawing {}

    /// The typographic compositor.
    ///
    /// @param standsIn why it draws in place of a model, empty when it was asked for
    /// @param broken whether a model is installed, and cannot be used
    record Sketching(Optional<String> standsIn, boolean broken) implements Drawing {}

    /// Opens the engine; a model is loaded in the background. The caller closes it.
    default ImageEngine open(LoadListener listener) {
        return switch (this) {
            case WithModel(ZImageOptions options) -> ZImageEngine.start(options, listener);
            case Sketching _ -> new SketchEngine();
        };
    }
}
