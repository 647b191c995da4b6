package dev.zimage.tasks.queue;

import dev.zimage.engine.ImageSize;
import dev.zimage.engine.MovingAverage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How long each engine takes for a picture, as measured: a moving average of the seconds a
/// megapixel. Safe for use by any number of threads.
final class DurationEstimates {

    private static final double FIRST_GUESS = 1.0;
    private static final double WEIGHT_OF_NEWEST = 0.2;

    private final Map<String, MovingAverage> secondsPerMegapixel = new ConcurrentHashMap<>();

    void measured(String engine, ImageSize size, Duration duration) {
        double seconds = duration.toNanos() / 1e9 / megapixels(size);
        secondsPerMegapixel
                .computeIfAbsent(engine, _ -> new MovingAverage(WEIGHT_OF_NEWEST, FIRST_GUESS))
                .add(seconds);
    }

    Duration expected(String engine, ImageSize size) {
        MovingAverage average = secondsPerMegapixel.get(engine);
        double seconds = average == null ? FIRST_GUESS : average.mean();
        return Duration.ofNanos((long) (seconds * megapixels(size) * 1e9));
    }

    private static double megapixels(ImageSize size) {
        return size.pixels() / 1e6;
    }
}
