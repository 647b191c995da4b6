package dev.zimage.engines;

import dev.zimage.engine.ImageSize;
import dev.zimage.engine.zimage.PictureEstimate;
import dev.zimage.engine.zimage.ZImageOptions;
import dev.zimage.models.PictureSizes;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// What the largest picture of an installation is going to take with its model, by estimate, and
/// what to do where that is too much.
///
/// @param summary one line
/// @param problem what is too much, empty when nothing is
/// @param advice what helps, where there is a problem
public record PictureForecast(String summary, Optional<String> problem, String advice) {

    private static final double GIGABYTE = 1e9;

    /// An estimate is a guess: a picture is in time when twice as much would be.
    private static final int MARGIN = 2;

    /// @throws IOException when the folder of the options has no such model
    static PictureForecast of(ZImageOptions options, EngineSettings settings) throws IOException {
        ImageSize size = options.usualSize();
        PictureEstimate estimate = PictureEstimate.of(options, size);
        return new PictureForecast(
                "a picture of %s, the largest%s, takes about %s and %s of memory, by estimate"
                        .formatted(
                                size,
                                slowest(estimate),
                                text(estimate.time()),
                                gigabytes(estimate.memory())),
                problem(estimate, options, settings.timeout()),
                advice(options, settings));
    }

    /// Which model takes that long, where others take less.
    private static String slowest(PictureEstimate estimate) {
        return estimate.model().isEmpty() ? "" : ", with the model " + estimate.model();
    }

    private static Optional<String> problem(
            PictureEstimate estimate, ZImageOptions options, Duration timeout) {
        if (!hasRoom(estimate, options)) {
            return Optional.of("there are only " + gigabytes(options.memory()));
        }
        return isInTime(estimate, timeout)
                ? Optional.empty()
                : Optional.of("tasks are given up after " + text(timeout));
    }

    private static boolean hasRoom(PictureEstimate estimate, ZImageOptions options) {
        return estimate.memory() <= options.memory();
    }

    private static boolean isInTime(PictureEstimate estimate, Duration timeout) {
        return estimate.time().multipliedBy(MARGIN).compareTo(timeout) <= 0;
    }

    private static String advice(ZImageOptions options, EngineSettings settings)
            throws IOException {
        for (int pixels : PictureSizes.SMALLER) {
            ImageSize size = PictureSizes.within(pixels).largest();
            PictureEstimate estimate = PictureEstimate.of(options.withUsualSize(size), size);
            if (pixels < settings.engine().pixels()
                    && hasRoom(estimate, options)
                    && isInTime(estimate, settings.timeout())) {
                return "set engine.pixels = %d: %s takes about %s and %s"
                        .formatted(
                                pixels, size, text(estimate.time()), gigabytes(estimate.memory()));
            }
        }
        return "no smaller engine.pixels is enough: see engine.precision, engine.text_encoder and"
                + " task.timeout";
    }

    private static String text(Duration time) {
        double seconds = time.toMillis() / 1000.0;
        if (seconds < 100) {
            return String.format(Locale.ROOT, "%.0f s", Math.max(1, seconds));
        }
        return seconds < 6000
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / GIGABYTE);
    }
}
