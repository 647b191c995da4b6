package dev.zimage.client;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.Readiness;
import dev.zimage.sketch.SketchEngine;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// The sketch engine, which fails when the prompt is `fail` and waits to be let go when it is
/// `slow`. Draws each size once, and then hands out the same picture.
final class ScriptedEngine implements ImageEngine {

    private final ImageEngine sketch = new SketchEngine();
    private final Map<List<Object>, GeneratedImage> drawn = new ConcurrentHashMap<>();
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
        List<Object> kind = List.of(request.size(), request.format());
        GeneratedImage known = drawn.get(kind);
        GeneratedImage image =
                known == null ? sketch.generate(request, (step, steps) -> {}) : known;
        drawn.put(kind, image);
        return image;
    }

    @Override
    public void close() {
        sketch.close();
    }
}
