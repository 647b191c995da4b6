package dev.zimage.upstream;

import java.time.Duration;

/// A point in time that a call must not outlast, by the clock that never jumps.
///
/// @param nanos of [System#nanoTime]
public record Deadline(long nanos) {

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /// Not negative.
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    public boolean isOver() {
        return nanos - System.nanoTime() <= 0;
    }

    /// Sleeps for this long, but not beyond the deadline.
    public void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time.compareTo(left()) < 0 ? time : left());
    }
}
