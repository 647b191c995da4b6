package dev.zimage.bench;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.Readiness;
import java.util.concurrent.CountDownLatch;

/// An engine that is always ready and never finishes: it holds one task, so that the processors are
/// free for what is measured and everything else waits in the queue.
final class IdleEngine implements ImageEngine {

    static final String NAME = "idle";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Readiness readiness() {
        return new Readiness.Ready();
    }

    @Override
    public GeneratedImage generate(ImageRequest request, ProgressListener progress)
            throws InterruptedException {
        new CountDownLatch(1).await();
        throw new AssertionError("nobody opens that latch");
    }

    @Override
    public void close() {}
}
