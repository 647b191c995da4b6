package dev.zimage.cli;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationParameters;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.Readiness;
import java.awt.image.BufferedImage;

/// An engine that draws another size than it is asked for.
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
        return new GeneratedImage(
                new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), GenerationParameters.RULES);
    }

    @Override
    public void close() {}
}
