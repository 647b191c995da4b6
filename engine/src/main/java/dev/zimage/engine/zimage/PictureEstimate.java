package dev.zimage.engine.zimage;

import dev.zimage.engine.ImageSize;
import dev.zimage.engine.model.ModelFolder;
import java.io.IOException;
import java.time.Duration;

/// What a picture is going to take, told from the configurations of a model alone.
///
/// @param time of steps and decoding, by the number of multiplications: right within a factor of
///   two or three on the processors of today. A running engine measures, and knows better
/// @param memory of the process at its peak, in bytes
public record PictureEstimate(Duration time, long memory) {

    /// @throws dev.zimage.engine.model.ModelException when the folder has no such model
    public static PictureEstimate of(ZImageOptions options, ImageSize size) throws IOException {
        ModelFolder model = ModelFolder.open(options.weights());
        int steps = options.sampling().of(model.kind()).steps();
        return new PictureEstimate(
                DurationEstimator.of(model, options).expected(size, steps),
                new MemoryEstimator(model, options).of(size));
    }
}
