package dev.zimage.engine.hub;

import java.time.Duration;

/// How large, how long and how often.
///
/// @param segment bytes that one request asks for
/// @param tries of a request that brings nothing, one after another
/// @param firstWait before the second try; each further one doubles it
/// @param longestWait that a doubling reaches
/// @param stall after which a connection that brings nothing is given up
/// @param answer how long the head of an answer may take
/// @param save how often it is written down what has come
record PullPace(
        long segment,
        int tries,
        Duration firstWait,
        Duration longestWait,
        Duration stall,
        Duration answer,
        Duration save) {

    /// With the hubs of this world: segments of 64 MiB, ten tries in about five minutes.
    static PullPace usual() {
        return new PullPace(
                64L << 20,
                10,
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofSeconds(45),
                Duration.ofSeconds(60),
                Duration.ofSeconds(2));
    }

    /// How long to wait after so many failures, before chance is added.
    Duration waitAfter(int failures) {
        Duration wait = firstWait.multipliedBy(1L << Math.min(failures - 1, 20));
        return wait.compareTo(longestWait) < 0 ? wait : longestWait;
    }
}
