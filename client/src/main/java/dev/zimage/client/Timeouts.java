package dev.zimage.client;

import java.time.Duration;

/// How long things may take.
///
/// @param connect until a connection is open
/// @param request until the whole answer to one request is there
/// @param call of a call with all its repeated requests
/// @param await until a task has ended
/// @param download of a picture
record Timeouts(
        Duration connect, Duration request, Duration call, Duration await, Duration download) {

    static final Timeouts DEFAULT =
            new Timeouts(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(5));

    Timeouts {
        requirePositive(connect, request, call, await, download);
    }

    private static void requirePositive(Duration... durations) {
        for (Duration duration : durations) {
            if (!duration.isPositive()) {
                throw new IllegalArgumentException("a timeout must be positive: " + duration);
            }
        }
    }
}
