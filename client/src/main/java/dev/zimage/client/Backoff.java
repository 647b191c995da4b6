package dev.zimage.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// The delay before a retry: it doubles each time, with jitter between half of it and all of it, so
/// that many clients do not retry at the same moment.
record Backoff(RandomGenerator random) {

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int DOUBLINGS = 6;

    /// @param attempt the number of attempts so far, from 1
    /// @param asked the delay that the server requested; the result is never shorter
    Duration before(int attempt, Duration asked) {
        Duration step = FIRST.multipliedBy(1L << Math.min(DOUBLINGS, attempt - 1));
        long most = Math.min(step.toNanos(), LONGEST.toNanos());
        Duration pause = Duration.ofNanos(random.nextLong(most / 2, most + 1));
        return asked.compareTo(pause) > 0 ? asked.plus(pause.dividedBy(10)) : pause;
    }
}
