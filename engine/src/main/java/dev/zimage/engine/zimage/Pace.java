package dev.zimage.engine.zimage;

import dev.zimage.engine.ImageSize;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.model.TransformerConfig;
import java.time.Duration;
import java.util.Optional;

/// How fast this machine draws, as measured: operations of the transformer a second, and pixels of
/// the decoder. Safe for use by several threads.
final class Pace {

    /// So that a pause of the machine does not stay in the figures for long.
    private static final double WEIGHT_OF_NEWEST = 0.3;

    private final ModelFolder model;
    private double secondsPerOperation;
    private double secondsPerPixel;

    Pace(ModelFolder model) {
        this.model = model;
    }

    synchronized void stepTook(ImageSize size, Duration time) {
        secondsPerOperation = average(secondsPerOperation, seconds(time) / operations(size));
    }

    synchronized void decodingTook(ImageSize size, Duration time) {
        secondsPerPixel = average(secondsPerPixel, seconds(time) / size.pixels());
    }

    private static double average(double old, double newest) {
        return old == 0 ? newest : old + WEIGHT_OF_NEWEST * (newest - old);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    /// A whole picture; empty before the first step.
    synchronized Optional<Duration> expected(ImageSize size, int steps) {
        if (secondsPerOperation == 0) {
            return Optional.empty();
        }
        double seconds =
                steps * operations(size) * secondsPerOperation + size.pixels() * secondsPerPixel;
        return Optional.of(Duration.ofNanos((long) (seconds * 1e9)));
    }

    /// Multiplications of a step: those with weights grow with the tokens, those of the attention
    /// with their square.
    private double operations(ImageSize size) {
        TransformerConfig config = model.transformer();
        double side = (double) model.vae().scale() * TransformerConfig.PATCH;
        double tokens = size.pixels() / (side * side);
        double weights =
                4.0 * config.dim() * config.dim() + 3.0 * config.dim() * config.feedForwardDim();
        return tokens * (weights + 2 * tokens * config.dim());
    }
}
