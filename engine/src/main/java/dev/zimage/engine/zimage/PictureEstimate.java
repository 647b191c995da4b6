package dev.zimage.engine.zimage;

import dev.zimage.engine.ImageSize;
import dev.zimage.engine.model.ModelFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// What a picture is going to take, told from the configurations of a model alone.
///
/// @param model that takes longest of those that share the weights: its id, or empty for the usual
///   one
/// @param time of steps and decoding, by the number of multiplications: right within a factor of
///   two or three on current processors. A running engine measures, which is more accurate
/// @param memory of the process at its peak, in bytes
public record PictureEstimate(String model, Duration time, long memory) {

    /// @throws dev.zimage.engine.model.ModelException when the folder has no such model
    public static PictureEstimate of(ZImageOptions options, ImageSize size) throws IOException {
        ModelFolder model = ModelFolder.open(options.weights());
        String slowest = "";
        int most = options.sampling().of(model.kind()).evaluations();
        for (Map.Entry<String, ModelStyle> style : new TreeMap<>(options.styles()).entrySet()) {
            int evaluations = style.getValue().sampling().of(model.kind()).evaluations();
            if (evaluations > most) {
                slowest = style.getKey();
                most = evaluations;
            }
        }
        return new PictureEstimate(
                slowest,
                DurationEstimator.of(model, options).expected(size, most),
                new MemoryEstimator(model, options).of(size));
    }
}
