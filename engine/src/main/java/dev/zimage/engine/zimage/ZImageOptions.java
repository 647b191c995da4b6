package dev.zimage.engine.zimage;

import dev.zimage.engine.ImageSize;
import dev.zimage.engine.precision.Precision;
import java.nio.file.Path;

/// How a model is loaded and run.
///
/// @param weights the model's folder, as published
/// @param prepared the folder for weights in the form that is computed with; made when it is needed
/// @param precision of the linear layers
/// @param threads that compute one picture
/// @param steps of sampling
/// @param atOnce pictures that are drawn at the same time; others wait
/// @param textEncoder whether it stays loaded
/// @param memory that the process may use, in bytes
/// @param usualSize what pictures must find room for beside a text encoder that stays by itself
public record ZImageOptions(
        Path weights,
        Path prepared,
        Precision precision,
        int threads,
        int steps,
        int atOnce,
        TextEncoderUse textEncoder,
        long memory,
        ImageSize usualSize) {

    /// Evaluations that the model was distilled to.
    public static final int USUAL_STEPS = 8;

    /// The most steps that can be asked for.
    public static final int MOST_STEPS = 100;

    public ZImageOptions {
        if (threads < 1 || atOnce < 1 || memory < 1) {
            throw new IllegalArgumentException(
                    "threads, pictures at once and memory must be above 0");
        }
        if (steps < 1 || steps > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "steps must be 1 to %d: %d".formatted(MOST_STEPS, steps));
        }
    }

    /// What suits this machine, with prepared weights beside the published ones.
    public static ZImageOptions of(Path weights) {
        return new ZImageOptions(
                weights,
                weights.resolve("prepared"),
                Precision.forThisHost(),
                Runtime.getRuntime().availableProcessors(),
                USUAL_STEPS,
                1,
                TextEncoderUse.AUTO,
                HostMemory.limit(),
                new ImageSize(1024, 1024));
    }

    public ZImageOptions withPrepared(Path folder) {
        return new ZImageOptions(
                weights, folder, precision, threads, steps, atOnce, textEncoder, memory, usualSize);
    }

    public ZImageOptions withPrecision(Precision other) {
        return new ZImageOptions(
                weights, prepared, other, threads, steps, atOnce, textEncoder, memory, usualSize);
    }

    public ZImageOptions withThreads(int count) {
        return new ZImageOptions(
                weights, prepared, precision, count, steps, atOnce, textEncoder, memory, usualSize);
    }

    public ZImageOptions withSteps(int count) {
        return new ZImageOptions(
                weights,
                prepared,
                precision,
                threads,
                count,
                atOnce,
                textEncoder,
                memory,
                usualSize);
    }

    public ZImageOptions withAtOnce(int count) {
        return new ZImageOptions(
                weights,
                prepared,
                precision,
                threads,
                steps,
                count,
                textEncoder,
                memory,
                usualSize);
    }

    public ZImageOptions withTextEncoder(TextEncoderUse use) {
        return new ZImageOptions(
                weights, prepared, precision, threads, steps, atOnce, use, memory, usualSize);
    }

    public ZImageOptions withMemory(long bytes) {
        return new ZImageOptions(
                weights,
                prepared,
                precision,
                threads,
                steps,
                atOnce,
                textEncoder,
                bytes,
                usualSize);
    }

    public ZImageOptions withUsualSize(ImageSize size) {
        return new ZImageOptions(
                weights, prepared, precision, threads, steps, atOnce, textEncoder, memory, size);
    }
}
