package dev.zimage.engines;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.Readiness;

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

    @Override
    public GeneratedImage generate(ImageRequest request, ProgressListener progress) {
        throw new IllegalStateException("this process does not draw with " + name);
    }

    @Override
    public void close() {}
}
