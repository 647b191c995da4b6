package dev.zimage.cli;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.Readiness;

/// An engine that answers with what is no picture.
final class InvalidImageEngine implements ImageEngine {

    @Override
    public String name() {
        return "blank";
    }

    @Override
    public Readiness readiness() {
        return new Readiness.Ready();
    }

    @Override
    public GeneratedImage generate(ImageRequest request, ProgressListener progress) {
        return new GeneratedImage(new byte[] {0}, request.format(), request.size());
    }

    @Override
    public void close() {}
}
