package dev.zimage.engine.zimage;

import dev.zimage.engine.ImageSize;
import dev.zimage.engine.MovingAverage;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.model.TransformerConfig;
import dev.zimage.engine.model.VaeDecoderConfig;
import dev.zimage.engine.precision.Precision;
import java.time.Duration;
import java.util.List;

/// How long pictures take on this machine: by a guess from the number of multiplications at first,
/// and by what steps and decodings took once there were some. Safe for use by several threads.
final class DurationEstimator {

    /// Large enough that a pause of the machine does not distort the estimate for long.
    private static final double WEIGHT_OF_NEWEST = 0.3;

    private final ModelFolder model;

    /// Seconds a multiplication.
    private final MovingAverage evaluating;

    private final MovingAverage decoding;

    DurationEstimator(ModelFolder model, Precision precision, int threads) {
        this.model = model;
        this.evaluating = average(threads * perSecond(precision));
        this.decoding = average(threads * perSecond(Precision.FP32));
    }

    /// Of a model that is drawn with by these options.
    static DurationEstimator of(ModelFolder model, ZImageOptions options) {
        return new DurationEstimator(model, options.precision(), options.threads());
    }

    /// Multiplications a second of a core, as on one of AMD's Zen 5.
    private static double perSecond(Precision precision) {
        return switch (precision) {
            case FP32 -> 70e9;
            case Q8, Q4 -> 110e9;
            case INT8 -> 190e9;
        };
    }

    private static MovingAverage average(double perSecond) {
        return new MovingAverage(WEIGHT_OF_NEWEST, 1 / perSecond);
    }

    /// @param evaluations of the transformer in the step
    void stepTook(ImageSize size, int evaluations, Duration time) {
        evaluating.add(seconds(time) / (evaluations * ofEvaluation(size)));
    }

    void decodingTook(ImageSize size, Duration time) {
        decoding.add(seconds(time) / ofDecoding(size));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    /// A whole picture of a prompt that was encoded before.
    ///
    /// @param evaluations of the transformer in all steps
    Duration expected(ImageSize size, int evaluations) {
        double seconds =
                evaluations * ofEvaluation(size) * evaluating.mean()
                        + ofDecoding(size) * decoding.mean();
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    /// Multiplications of an evaluation: those with weights grow with the tokens, those of the
    /// attention with their square.
    private double ofEvaluation(ImageSize size) {
        TransformerConfig config = model.transformer();
        double side = (double) model.vae().scale() * TransformerConfig.PATCH;
        double tokens = size.pixels() / (side * side);
        double dim = config.dim();
        double weights = 4 * dim * dim + 3 * dim * config.feedForwardDim();
        int blocks = config.layers() + config.refinerLayers();
        return blocks * tokens * (weights + 2 * tokens * dim);
    }

    /// Multiplications of the decoder: each level has two convolutions of 3 by 3 in each of its
    /// blocks, at a quarter of the pixels of the level before.
    private double ofDecoding(ImageSize size) {
        VaeDecoderConfig config = model.vae();
        List<Integer> channels = config.blockChannels();
        double sum = 0;
        for (int level = 0; level < channels.size(); level++) {
            double wide = channels.get(level);
            double convolutions = 2.0 * (config.layersPerBlock() + 1) + 1;
            sum += convolutions * 9 * wide * wide * size.pixels() / Math.pow(4, level);
        }
        return sum;
    }
}
