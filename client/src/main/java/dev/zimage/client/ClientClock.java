package dev.zimage.client;

import java.time.Duration;

/// What the client knows of time, so that tests need not wait.
interface ClientClock {

    ClientClock SYSTEM =
            new ClientClock() {
                @Override
                public long nanos() {
                    return System.nanoTime();
                }

                @Override
                public void sleep(Duration duration) throws InterruptedException {
                    Thread.sleep(duration);
                }
            };

    /// Nanoseconds since some moment.
    long nanos();

    void sleep(Duration duration) throws InterruptedException;

    /// The moment that lies this far ahead.
    default Deadline in(Duration duration) {
        return new Deadline(this, nanos(), duration);
    }

    /// The end of a stretch of time.
    record Deadline(ClientClock time, long start, Duration length) {

        /// Zero once it has passed.
        Duration left() {
            Duration left = length.minusNanos(time.nanos() - start);
            return left.isNegative() ? Duration.ZERO : left;
        }

        boolean hasPassed() {
            return left().isZero();
        }
    }
}
