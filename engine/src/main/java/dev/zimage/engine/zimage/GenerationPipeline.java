package dev.zimage.engine.zimage;

import dev.zimage.engine.GenerationException;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.PreviewListener;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.model.TransformerConfig;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.sampling.Guidance;
import java.awt.image.BufferedImage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Generates one picture: encodes the prompt, samples the latents, decodes the pixels.
record GenerationPipeline(LoadedModel model, NativeExecutor work, Cancellation cancellation) {

    /// @param progress called for each step of sampling, and for the decoding as the last one
    BufferedImage generate(
            ImageRequest request, ProgressListener progress, @Nullable PreviewListener previews)
            throws GenerationException, InterruptedException {
        BufferedImage picture = picture(request.size(), latents(request, progress, previews));
        progress.step(steps() + 1, steps() + 1);
        return picture;
    }

    /// The picture of finished latents.
    BufferedImage picture(ImageSize size, float[] latents)
            throws GenerationException, InterruptedException {
        int height = side(size.height());
        int width = side(size.width());
        long began = System.nanoTime();
        float[] decoded =
                work.run(
                        cancellation,
                        () -> model.decoder().decode(latents, height, width, cancellation));
        model.durations().decodingTook(size, Duration.ofNanos(System.nanoTime() - began));
        return Pixels.picture(decoded, size.width(), size.height());
    }

    private int steps() {
        return model.sampling().steps();
    }

    /// The latents of the finished picture, channels by height by width.
    float[] latents(
            ImageRequest request, ProgressListener progress, @Nullable PreviewListener previews)
            throws GenerationException, InterruptedException {
        int height = side(request.size().height());
        int width = side(request.size().width());
        Guidance guidance = model.sampling().guidance();
        float[] text = states(request.prompt());
        float[] negative = guidance.isUsed() ? states(guidance.negativePrompt()) : new float[0];
        PreviewReporter reporter = previews == null ? null : new PreviewReporter(previews);
        return new Sampler(model.folder(), model.transformer(), work)
                .sample(
                        new Sampler.Prompts(text, negative),
                        height,
                        width,
                        request.seed(),
                        model.sampling(),
                        cancellation,
                        (step, took, clean) -> {
                            model.durations()
                                    .stepTook(request.size(), guidance.evaluations(), took);
                            progress.step(step, steps() + 1);
                            if (reporter != null) {
                                reporter.report(step, () -> preview(clean, height, width));
                            }
                        });
    }

    private float[] states(String prompt) throws InterruptedException {
        return work.run(cancellation, () -> model.prompts().of(prompt, cancellation));
    }

    private BufferedImage preview(float[] clean, int height, int width)
            throws InterruptedException {
        return work.run(
                cancellation, () -> model.previews().picture(clean, height, width, cancellation));
    }

    /// A side of the latents: whole patches.
    private int side(int pixels) throws GenerationException {
        int patch = model.folder().vae().scale() * TransformerConfig.PATCH;
        if (pixels % patch != 0) {
            throw new GenerationException(
                    GenerationException.Cause.FAILED,
                    "this model draws sides that are multiples of %d, not %d"
                            .formatted(patch, pixels));
        }
        return pixels / model.folder().vae().scale();
    }
}
