package dev.zimage.engine.zimage;

import dev.zimage.engine.Fault;
import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.PreviewListener;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.Readiness;
import dev.zimage.engine.lora.Lora;
import dev.zimage.engine.lora.LoraSet;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.SessionException;
import dev.zimage.engine.text.PromptTokenizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Draws with Z-Image-Turbo or Z-Image, or a model of the same kind, from its published folder.
///
/// The model is loaded in the background from the start on; [#generate] waits for it. Equal
/// requests give equal pixels on the same machine with the same options, and the picture is the one
/// that the reference gives for the seed. One picture at a time uses all threads; more at once,
/// where the options allow them, each take memory of their own.
///
/// An interrupt stops the computation after the operation that it is at, within the step.
public final class ZImageEngine implements ImageEngine {

    private final ZImageOptions options;
    private final ModelLoading loading;
    private final NativeExecutor work = new NativeExecutor();
    private final Semaphore turns;
    private @Nullable ModelStyles styles;

    private ZImageEngine(ZImageOptions options, ModelLoading loading) {
        this.options = options;
        this.loading = loading;
        this.turns = new Semaphore(options.atOnce(), true);
    }

    /// Begins to load a model and returns at once. A loading that fails for a reason that may pass
    /// is begun again after a while.
    public static ZImageEngine start(ZImageOptions options, LoadListener listener) {
        return new ZImageEngine(options, ModelLoading.start(options, listener));
    }

    /// What keeps a model from being loaded, as far as its files tell without loading it; empty
    /// when nothing is found.
    ///
    /// @param loras that it is to be changed with
    public static Optional<Fault> examine(Path weights, List<Lora> loras) {
        try {
            ModelFolder folder = ModelFolder.open(weights);
            folder.check();
            LoraSet.open(loras, folder).close();
            var _ = PromptTokenizer.open(folder.tokenizer());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(LoadFailure.of(e, weights).fault());
        }
    }

    @Override
    public String name() {
        return "z-image";
    }

    @Override
    public Readiness readiness() {
        return loading.readiness();
    }

    @Override
    public int bestAtOnce() {
        return options.atOnce();
    }

    @Override
    public Optional<Duration> expected(String model, ImageSize size) {
        return loading.model().map(loaded -> expected(loaded, options.style(model), size));
    }

    private static Duration expected(LoadedModel loaded, ModelStyle style, ImageSize size) {
        Sampling sampling = style.sampling().of(loaded.folder().kind());
        return loaded.durations().expected(size, sampling.evaluations());
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
        LoadedModel model = loading.await();
        new MemoryEstimator(model.folder(), model.options()).check(request.size());
        turns.acquire();
        try (ModelStyles.Use style = styles(model).acquire(request.details().model(), steps)) {
            GenerationPipeline pipeline =
                    new GenerationPipeline(style.model(), work, new Cancellation());
            BufferedImage picture = pipeline.generate(request, steps, previews);
            return new GeneratedImage(picture, style.model().parameters());
        } catch (IOException e) {
            throw failed("the model's LoRA files: " + Fault.of(e).text(), e);
        } catch (CancellationException e) {
            throw failed("the computation was stopped", e);
        } catch (SessionException e) {
            throw new GenerationException(kind(e), LoadFailure.message(e), e);
        } catch (OutOfMemoryError e) {
            throw new GenerationException(
                    GenerationException.Cause.OUT_OF_MEMORY,
                    "not enough memory for a picture of " + request.size(),
                    e);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw failed(LoadFailure.message(e), e);
        } finally {
            turns.release();
        }
    }

    private synchronized ModelStyles styles(LoadedModel model) {
        ModelStyles made = styles;
        if (made == null) {
            made = new ModelStyles(model, model.options());
            styles = made;
        }
        return made;
    }

    private static GenerationException failed(String message, Throwable cause) {
        return new GenerationException(GenerationException.Cause.FAILED, message, cause);
    }

    private static GenerationException.Cause kind(SessionException failure) {
        return LoadFailure.isOutOfMemory(failure)
                ? GenerationException.Cause.OUT_OF_MEMORY
                : GenerationException.Cause.FAILED;
    }

    /// Stops a loading that is under way and frees the model.
    @Override
    public synchronized void close() {
        loading.close();
        work.close();
        if (styles == null) {
            loading.model().ifPresent(LoadedModel::close);
        } else {
            styles.close();
        }
    }
}
