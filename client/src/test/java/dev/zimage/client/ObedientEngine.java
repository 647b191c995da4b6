package dev.zimage.client;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.Readiness;
import dev.zimage.engine.sketch.SketchEngine;
import java.util.concurrent.Semaphore;

/// The sketch engine, which fails when the prompt is `fail` and waits to be let go when it is
/// `slow`.
final class ObedientEngine implements ImageEngine {

    private final ImageEngine sketch = new SketchEngine();
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
                    throw new GenerationException(
                            GenerationException.Cause.FAILED, "told to fail");
            case "slow" -> letGo.acquire();
            default -> {}
        }
        return sketch.generate(request, (step, steps) -> {});
    }

    @Override
    public void close() {
        sketch.close();
    }
}
