package dev.zimage.engine.zimage;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.PreviewListener;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.Readiness;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.SessionException;
import dev.zimage.engine.picture.PictureEncoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Draws with Z-Image-Turbo, or a model of the same kind, from its published folder.
///
/// The model is loaded in the background from the start on; [#generate] waits for it. Equal
/// requests give equal bytes on the same machine with the same options, and the picture is the one
/// that the reference gives for the seed. One picture at a time uses all threads; more at once,
/// where the options allow them, each take memory of their own.
///
/// An interrupt stops the computation after the operation that it is at, within the step.
public final class ZImageEngine implements ImageEngine {

    private final ZImageOptions options;
    private final LoadListener listener;
    private final LoadProgress progress;
    private final CompletableFuture<LoadedModel> loading = new CompletableFuture<>();
    private final NativeWork work = new NativeWork();
    private final Semaphore turns;
    private final Thread loader;

    private ZImageEngine(ZImageOptions options, LoadListener listener) {
        this.options = options;
        this.listener = listener;
        this.progress = new LoadProgress(listener);
        this.turns = new Semaphore(options.atOnce(), true);
        this.loader = Thread.ofPlatform().name("z-image-load").daemon().unstarted(this::load);
    }

    /// Begins to load a model and returns at once.
    public static ZImageEngine start(ZImageOptions options, LoadListener listener) {
        ZImageEngine engine = new ZImageEngine(options, listener);
        engine.loader.start();
        return engine;
    }

    private void load() {
        try {
            LoadedModel model = ModelLoader.load(options, progress);
            if (loading.complete(model)) {
                progress.finished();
            } else {
                model.close();
            }
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }

    private void fail(Throwable failure) {
        if (loading.completeExceptionally(failure)) {
            listener.failed(reason(failure));
        }
    }

    @Override
    public String name() {
        return "z-image";
    }

    @Override
    public Readiness readiness() {
        return switch (loading.state()) {
            case RUNNING -> new Readiness.Loading(progress.fraction());
            case SUCCESS -> new Readiness.Ready();
            case FAILED -> new Readiness.Failed(reason(loading.exceptionNow()));
            case CANCELLED -> new Readiness.Failed("the engine was closed");
        };
    }

    @Override
    public int bestAtOnce() {
        return options.atOnce();
    }

    @Override
    public Optional<Duration> expected(ImageSize size) {
        return loading.state() == CompletableFuture.State.SUCCESS
                ? Optional.of(loading.resultNow().pace().expected(size, options.steps()))
                : Optional.empty();
    }

    private static String reason(Throwable failure) {
        Throwable wrapped = failure instanceof UncheckedIOException ? failure.getCause() : null;
        if (wrapped != null) {
            return reason(wrapped);
        }
        String message = failure.getMessage();
        boolean onlyPath = failure instanceof FileSystemException;
        return message == null || onlyPath ? failure.toString() : message;
    }

    @Override
    public GeneratedImage generate(ImageRequest request, ProgressListener steps)
            throws GenerationException, InterruptedException {
        return draw(request, steps, null);
    }

    @Override
    public GeneratedImage generate(
            ImageRequest request, ProgressListener steps, PreviewListener previews)
            throws GenerationException, InterruptedException {
        return draw(request, steps, previews);
    }

    private GeneratedImage draw(
            ImageRequest request, ProgressListener steps, @Nullable PreviewListener previews)
            throws GenerationException, InterruptedException {
        LoadedModel model = awaitModel();
        new MemoryNeed(model.folder(), options).check(request.size());
        turns.acquire();
        try {
            Drawing drawing = new Drawing(model, work, options.steps(), new Cancellation());
            BufferedImage picture = drawing.draw(request, steps, previews);
            byte[] bytes = PictureEncoder.encode(picture, request.format());
            return new GeneratedImage(bytes, request.format(), request.size());
        } catch (CancellationException e) {
            throw failed("the computation was stopped", e);
        } catch (SessionException e) {
            throw new GenerationException(kind(e), reason(e), e);
        } catch (OutOfMemoryError e) {
            throw new GenerationException(
                    GenerationException.Cause.OUT_OF_MEMORY,
                    "not enough memory for a picture of " + request.size(),
                    e);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw failed(reason(e), e);
        } finally {
            turns.release();
        }
    }

    private static GenerationException failed(String message, Throwable cause) {
        return new GenerationException(GenerationException.Cause.FAILED, message, cause);
    }

    /// The runtime says only in words what went wrong.
    private static GenerationException.Cause kind(SessionException failure) {
        String message = reason(failure).toLowerCase(Locale.ROOT);
        boolean memory = message.contains("alloc") || message.contains("out of memory");
        return memory ? GenerationException.Cause.OUT_OF_MEMORY : GenerationException.Cause.FAILED;
    }

    private LoadedModel awaitModel() throws GenerationException, InterruptedException {
        try {
            return loading.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw failed("the model could not be loaded: " + reason(cause), cause);
        }
    }

    /// Stops a loading that is under way and frees the model.
    @Override
    public void close() {
        progress.stop();
        loading.completeExceptionally(new CancellationException("the engine was closed"));
        awaitLoader();
        work.close();
        if (loading.state() == CompletableFuture.State.SUCCESS) {
            loading.resultNow().close();
        }
    }

    private void awaitLoader() {
        boolean interrupted = false;
        while (loader.isAlive()) {
            try {
                loader.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
