package dev.zimage.download;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// How fast something grows, over the last quarter of a minute.
public final class TransferRate {

    private static final Duration WINDOW = Duration.ofSeconds(15);
    private static final long SHORTEST_MILLIS = 500;

    private record Sample(long millis, long bytes) {}

    private final Clock clock;
    private final Deque<Sample> samples = new ArrayDeque<>();

    public TransferRate(Clock clock) {
        this.clock = clock;
    }

    /// @param bytes all that have come
    public void add(long bytes) {
        long now = clock.millis();
        if (!samples.isEmpty() && bytes < samples.getLast().bytes()) {
            samples.clear(); // a file was started over
        }
        samples.add(new Sample(now, bytes));
        while (samples.getFirst().millis() < now - WINDOW.toMillis()) {
            samples.remove();
        }
    }

    /// Bytes a second, 0 as long as it is unknown.
    public long perSecond() {
        if (samples.isEmpty()) {
            return 0;
        }
        long millis = samples.getLast().millis() - samples.getFirst().millis();
        long bytes = samples.getLast().bytes() - samples.getFirst().bytes();
        return millis < SHORTEST_MILLIS ? 0 : bytes * 1000 / millis;
    }

    /// How long the rest takes at this rate.
    public Optional<Duration> timeFor(long bytes) {
        long rate = perSecond();
        return rate == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(bytes / rate));
    }
}
