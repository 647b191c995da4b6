package dev.zimage.client;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.Readiness;
import dev.zimage.sketch.SketchEngine;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// The sketch engine, which fails when the prompt is `fail` and waits to be let go when it is
/// `slow`. Draws each size once, and then hands out copies of that picture.
final class ScriptedEngine implements ImageEngine {

    private final ImageEngine sketch = new SketchEngine();
    private final Map<ImageSize, GeneratedImage> drawn = new ConcurrentHashMap<>();
    private final Semaphore letGo = new Semaphore(0);

    @Override
    public String name() {
        return "obedient";
    }

    @Override
    public Readiness readiness() {
        return new Readiness.Ready();
    }

    void letGo(int pictures) {
        letGo.release(pictures);
    }

    @Override
    public GeneratedImage generate(ImageRequest request, ProgressListener progress)
            throws GenerationException, InterruptedException {
        progress.step(1, 2);
        switch (request.prompt()) {
            case "fail" ->
                    throw new GenerationException(GenerationException.Cause.FAILED, "told to fail");
            case "slow" -> letGo.acquire();
            default -> {}
        }
        if (request.prompt().contains("reads")) {
            return sketch.generate(request, (step, steps) -> {});
        }
        GeneratedImage known = drawn.get(request.size());
        GeneratedImage image =
                known == null ? sketch.generate(request, (step, steps) -> {}) : known;
        drawn.put(request.size(), image);
        return copy(image);
    }

    private static GeneratedImage copy(GeneratedImage image) {
        BufferedImage pixels = image.pixels();
        BufferedImage copy =
                new BufferedImage(
                        pixels.getWidth(), pixels.getHeight(), BufferedImage.TYPE_INT_RGB);
        pixels.copyData(copy.getRaster());
        return new GeneratedImage(copy, image.parameters());
    }

    @Override
    public void close() {
        sketch.close();
    }
}
