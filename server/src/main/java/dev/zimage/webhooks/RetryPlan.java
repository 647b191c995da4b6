package dev.zimage.webhooks;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When a failed delivery is tried again: over a day, with growing gaps and jitter.
final class RetryPlan {

    private static final List<Duration> GAPS =
            List.of(
                    ofSeconds(5),
                    ofSeconds(30),
                    ofMinutes(2),
                    ofMinutes(10),
                    ofMinutes(30),
                    ofHours(1),
                    ofHours(2),
                    ofHours(4),
                    ofHours(8),
                    ofHours(8));

    private static final Duration LONGEST = GAPS.getLast();
    private static final double JITTER = 0.1;

    private final RandomGenerator random;

    RetryPlan(RandomGenerator random) {
        this.random = random;
    }

    /// How long to wait after this many attempts; empty when there are no more.
    ///
    /// @param asked the wait that the receiver asked for; at most the longest gap
    Optional<Duration> after(int attempts, Duration asked) {
        if (attempts > GAPS.size()) {
            return Optional.empty();
        }
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        Duration gap = Duration.ofMillis(Math.round(GAPS.get(attempts - 1).toMillis() * factor));
        Duration least = asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
        return Optional.of(gap.compareTo(least) < 0 ? least : gap);
    }
}
