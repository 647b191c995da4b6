package dev.zimage.engine.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Limits, timeouts and retries of the requests of a pull.
///
/// @param segment bytes that one request asks for
/// @param tries of a request that brings nothing, one after another
/// @param firstWait before the second try; each further one doubles it
/// @param longestWait that a doubling reaches
/// @param stall after which a connection that brings nothing is given up
/// @param answer how long the head of an answer may take
/// @param save how often the progress is recorded
record TransferPolicy(
        long segment,
        int tries,
        Duration firstWait,
        Duration longestWait,
        Duration stall,
        Duration answer,
        Duration save) {

    /// For public hubs: segments of 64 MiB, ten attempts in about five minutes.
    static TransferPolicy usual() {
        return new TransferPolicy(
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

    /// How often an operation may fail, and how long to wait after each failure: doubling, with a
    /// jitter of a quarter, and at least as long as the hub asked for. Progress resets the count.
    static final class Attempts {

        private final TransferPolicy policy;
        private final int tries;
        private final String what;
        private final PullListener listener;
        private int failures;

        /// @param what fails, for people
        Attempts(TransferPolicy policy, int tries, String what, PullListener listener) {
            this.policy = policy;
            this.tries = tries;
            this.what = what;
            this.listener = listener;
        }

        /// Waits before the next try.
        ///
        /// @param broughtSomething whether the try was not in vain
        /// @throws PullException when there is to be none
        void failed(IOException failure, boolean broughtSomething)
                throws InterruptedException, PullException {
            String reason = HubResponse.reason(failure);
            failures = broughtSomething ? 1 : failures + 1;
            if (failures >= tries) {
                throw new PullException(
                        PullException.Kind.UNREACHABLE,
                        "%s: %s, %d times one after another".formatted(what, reason, failures),
                        failure);
            }
            Duration wait = withChance(policy.waitAfter(failures));
            if (failure instanceof TemporaryFailure temporary
                    && temporary.asked().compareTo(wait) > 0) {
                wait = temporary.asked();
            }
            listener.retrying(what, reason, wait);
            Thread.sleep(wait);
        }

        private static Duration withChance(Duration wait) {
            return Duration.ofNanos(
                    (long) (wait.toNanos() * ThreadLocalRandom.current().nextDouble(0.75, 1.25)));
        }
    }

    /// A failure after which a retry may succeed.
    static final class TemporaryFailure extends IOException {

        private static final long serialVersionUID = 1L;

        private final Duration wait;

        TemporaryFailure(String message) {
            this(message, Duration.ZERO);
        }

        /// @param wait what the hub asked for, zero for nothing
        TemporaryFailure(String message, Duration wait) {
            super(message);
            this.wait = wait;
        }

        Duration asked() {
            return wait;
        }
    }
}
