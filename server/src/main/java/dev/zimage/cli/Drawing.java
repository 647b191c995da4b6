package dev.zimage.cli;

import dev.zimage.config.EngineChoice;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.sketch.SketchEngine;

/// The engines that are installed.
final class Drawing {

    private Drawing() {}

    /// Opens the engine of a choice. The caller closes it.
    static ImageEngine engine(EngineChoice choice) {
        return switch (choice) {
            case AUTO, SKETCH -> new SketchEngine();
        };
    }
}
