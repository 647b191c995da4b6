package dev.zimage.tasks.registry;

import dev.zimage.engine.MovingAverage;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskEvents;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Counts the pictures that this process completes. Safe for use by any number of threads.
final class PictureRates implements TaskEvents {

    private static final int MINUTES = 60;

    private static final double WEIGHT_OF_NEWEST = 0.2;

    private final LongSupplier minute;
    private final Map<String, Rate> rates = new ConcurrentHashMap<>();

    /// @param minute the number of the present minute
    PictureRates(LongSupplier minute) {
        this.minute = minute;
    }

    /// Of one engine: a ring of the last sixty minutes.
    private static final class Rate {

        private final int[] counts = new int[MINUTES];
        private final long[] minutes = new long[MINUTES];
        private final MovingAverage millis = new MovingAverage(WEIGHT_OF_NEWEST, 0);

        synchronized void add(long minute, Duration took) {
            int place = Math.floorMod(minute, MINUTES);
            if (minutes[place] != minute) {
                minutes[place] = minute;
                counts[place] = 0;
            }
            counts[place]++;
            millis.add((double) took.toMillis());
        }

        synchronized int sum(long minute) {
            int sum = 0;
            for (int place = 0; place < MINUTES; place++) {
                sum += minute - minutes[place] < MINUTES ? counts[place] : 0;
            }
            return sum;
        }

        Duration mean() {
            return Duration.ofMillis(Math.round(millis.mean()));
        }
    }

    @Override
    public void completed(Task task, Duration took) {
        rates.computeIfAbsent(task.engine(), engine -> new Rate()).add(minute.getAsLong(), took);
    }

    /// How many pictures an engine has completed in the last hour.
    int anHour(String engine) {
        Rate rate = rates.get(engine);
        return rate == null ? 0 : rate.sum(minute.getAsLong());
    }

    /// How long a picture of an engine took lately, zero when none was completed.
    Duration mean(String engine) {
        Rate rate = rates.get(engine);
        return rate == null ? Duration.ZERO : rate.mean();
    }
}
