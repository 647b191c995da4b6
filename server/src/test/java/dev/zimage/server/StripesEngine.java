package dev.zimage.server;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException;
import dev.zimage.engine.GenerationParameters;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.PreviewListener;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.Readiness;
import dev.zimage.sketch.SketchEngine;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/// An engine for tests: draws stripes in no time, or does what the prompt tells it to: `fail`,
/// `crash`, `no memory`, `slow` (until it is let go or interrupted), `deaf` (the same, but not to
/// be interrupted), `watched` (like `slow`, and a preview is wanted before). It can also be told
/// what to write, rightly or wrongly, on its next pictures.
public final class StripesEngine implements ImageEngine {

    private static final int STEPS = 4;

    /// Of pictures with text: the reader reads a few layouts wrongly.
    private static final long LEGIBLE = 1;

    private final String name;
    private final List<String> drawn = new CopyOnWriteArrayList<>();
    private final Semaphore started = new Semaphore(0);
    // Fair: a picture that waits is let go before one that begins only then.
    private final Semaphore letGo = new Semaphore(0, true);
    private final Queue<String> texts = new ConcurrentLinkedQueue<>();
    private volatile Readiness readiness = new Readiness.Ready();
    private volatile boolean broken;

    public StripesEngine(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Readiness readiness() {
        if (broken) {
            throw new IllegalStateException("told to");
        }
        return readiness;
    }

    /// Whether it throws when it is asked how ready it is.
    public void breakDown(boolean down) {
        broken = down;
    }

    public void become(Readiness readiness) {
        this.readiness = readiness;
    }

    /// The prompts in the order in which they were begun.
    public List<String> drawn() {
        return drawn;
    }

    /// The next pictures have these texts, one each, whatever the prompts say; where a text is
    /// empty, the picture fails.
    public void write(String... next) {
        texts.addAll(List.of(next));
    }

    /// Waits until a `slow` or `deaf` picture was begun.
    public void awaitStart() throws InterruptedException {
        if (!started.tryAcquire(2, java.util.concurrent.TimeUnit.MINUTES)) {
            throw new AssertionError("no slow picture was begun");
        }
    }

    /// Lets this many `slow` or `deaf` pictures end.
    public void letGo(int pictures) {
        letGo.release(pictures);
    }

    @Override
    public GeneratedImage generate(ImageRequest request, ProgressListener progress)
            throws GenerationException, InterruptedException {
        drawn.add(request.prompt());
        for (int step = 1; step <= STEPS; step++) {
            progress.step(step, STEPS);
            if (step == STEPS / 2) {
                obey(request.prompt());
            }
        }
        String text = texts.poll();
        return new GeneratedImage(
                text == null ? stripes(request) : lettered(request, text),
                GenerationParameters.RULES);
    }

    @Override
    public GeneratedImage generate(
            ImageRequest request, ProgressListener progress, PreviewListener previews)
            throws GenerationException, InterruptedException {
        ProgressListener shown =
                (done, total) -> {
                    progress.step(done, total);
                    if (done == STEPS / 2 && request.prompt().startsWith("watched")) {
                        Eventually.seen(previews::isWanted, wanted -> wanted);
                    }
                    if (previews.isWanted()) {
                        previews.preview(
                                done, new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB));
                    }
                };
        return generate(request, shown);
    }

    private void obey(String prompt) throws GenerationException, InterruptedException {
        switch (prompt.split(":", 2)[0]) {
            case "fail" ->
                    throw new GenerationException(GenerationException.Cause.FAILED, "told to");
            case "no memory" ->
                    throw new GenerationException(
                            GenerationException.Cause.OUT_OF_MEMORY, "told to");
            case "remote failure" ->
                    throw new GenerationException(
                            GenerationException.Cause.REMOTE_FAILED, "HTTP 500 from gpu1: secret");
            case "remote silence" ->
                    throw new GenerationException(
                            GenerationException.Cause.REMOTE_TIMED_OUT, "no answer from gpu1");
            case "crash" -> throw new IllegalStateException("told to");
            case "slow", "watched" -> {
                started.release();
                letGo.acquire();
            }
            case "deaf" -> {
                started.release();
                letGo.acquireUninterruptibly();
            }
            case "pause" -> Thread.sleep(Duration.ofMillis(300));
            default -> {}
        }
    }

    private static BufferedImage lettered(ImageRequest request, String text)
            throws GenerationException, InterruptedException {
        if (text.isEmpty()) {
            throw new GenerationException(GenerationException.Cause.FAILED, "told to");
        }
        try (SketchEngine engine = new SketchEngine()) {
            String prompt = "a poster that reads \"" + text + "\" in bold type";
            ImageRequest lettered =
                    new ImageRequest(prompt, request.size(), LEGIBLE, request.details());
            return engine.generate(lettered, ProgressListener.NONE).pixels();
        }
    }

    private static BufferedImage stripes(ImageRequest request) {
        BufferedImage image =
                new BufferedImage(
                        request.size().width(),
                        request.size().height(),
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        for (int y = 0; y < image.getHeight(); y += 32) {
            graphics.setColor(y / 32 % 2 == 0 ? new Color((int) request.seed()) : Color.WHITE);
            graphics.fillRect(0, y, image.getWidth(), 32);
        }
        graphics.dispose();
        return image;
    }

    @Override
    public void close() {}
}
