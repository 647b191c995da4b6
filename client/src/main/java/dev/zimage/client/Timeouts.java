package dev.zimage.client;

import java.time.Duration;

/// How long operations may take.
///
/// @param connect until a connection is open
/// @param request until the whole response to one request has arrived
/// @param call of a call including all retries
/// @param await until a task has ended
/// @param download of a picture
/// @param silence after which a stream of events counts as broken; the server sends heartbeats
record Timeouts(
        Duration connect,
        Duration request,
        Duration call,
        Duration await,
        Duration download,
        Duration silence) {

    Timeouts {
        requirePositive(connect, request, call, await, download, silence);
    }

    private static void requirePositive(Duration... durations) {
        for (Duration duration : durations) {
            if (!duration.isPositive()) {
                throw new IllegalArgumentException("a timeout must be positive: " + duration);
            }
        }
    }
}
