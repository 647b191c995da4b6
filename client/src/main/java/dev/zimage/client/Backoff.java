package dev.zimage.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to pause before a request is sent again: twice as long each time, and by chance between
/// half of that and all of it, so that many clients do not come back at the same moment.
record Backoff(RandomGenerator random) {

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int DOUBLINGS = 6;

    /// @param attempt how many were made, from 1
    /// @param asked what the server asked for; the pause is never shorter
    Duration before(int attempt, Duration asked) {
        Duration step = FIRST.multipliedBy(1L << Math.min(DOUBLINGS, attempt - 1));
        long most = Math.min(step.toNanos(), LONGEST.toNanos());
        Duration pause = Duration.ofNanos(random.nextLong(most / 2, most + 1));
        return asked.compareTo(pause) > 0 ? asked.plus(pause.dividedBy(10)) : pause;
    }
}
