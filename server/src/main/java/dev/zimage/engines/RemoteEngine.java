package dev.zimage.engines;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.Readiness;
import dev.zimage.sketch.SketchEngine;
import java.util.List;

/// Stands for an engine that only other processes have. Tasks are ordered for it here and drawn
/// there.
record RemoteEngine(String name) implements ImageEngine {

    @Override
    public Readiness readiness() {
        return new Readiness.Ready();
    }

    @Override
    public int bestAtOnce() {
        return 1;
    }

    /// What the sketch engine can set is known everywhere.
    @Override
    public String missingCharacters(String text) {
        return name.equals(EngineKinds.SKETCH.name())
                ? Faces.OF_SKETCH.missingCharacters(text)
                : "";
    }

    @Override
    public List<String> undrawnWords(String prompt) {
        return name.equals(EngineKinds.SKETCH.name())
                ? Faces.OF_SKETCH.undrawnWords(prompt)
                : List.of();
    }

    private static final class Faces {
        private static final SketchEngine OF_SKETCH = new SketchEngine();
    }

    @Override
    public GeneratedImage generate(ImageRequest request, ProgressListener progress) {
        throw new IllegalStateException("this process does not draw with " + name);
    }

    @Override
    public void close() {}
}
