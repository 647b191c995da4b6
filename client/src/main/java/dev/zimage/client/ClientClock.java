package dev.zimage.client;

import java.time.Duration;

/// The client's clock, replaceable so that tests need not wait.
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

    /// Nanoseconds since an arbitrary moment.
    long nanos();

    void sleep(Duration duration) throws InterruptedException;

    /// The deadline after this duration.
    default Deadline in(Duration duration) {
        return new Deadline(this, nanos(), duration);
    }

    /// A deadline.
    record Deadline(ClientClock time, long start, Duration length) {

        /// The remaining time, zero once it has passed.
        Duration left() {
            Duration left = length.minusNanos(time.nanos() - start);
            return left.isNegative() ? Duration.ZERO : left;
        }

        boolean hasPassed() {
            return left().isZero();
        }
    }
}
