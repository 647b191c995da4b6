package dev.zimage.engine.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How often one thing may fail, and how long to wait after each time: doubling, a quarter more or
/// less by chance, and at least what the hub asked for. Whatever brings something on starts the
/// count anew.
final class Patience {

    private final PullPace pace;
    private final int tries;
    private final String what;
    private final PullListener listener;
    private int failures;

    /// @param what fails, for people
    Patience(PullPace pace, int tries, String what, PullListener listener) {
        this.pace = pace;
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
        String reason = Answers.reason(failure);
        failures = broughtSomething ? 1 : failures + 1;
        if (failures >= tries) {
            throw new PullException(
                    PullException.Kind.UNREACHABLE,
                    "%s: %s, %d times one after another".formatted(what, reason, failures),
                    failure);
        }
        Duration wait = withChance(pace.waitAfter(failures));
        if (failure instanceof Setback setback && setback.asked().compareTo(wait) > 0) {
            wait = setback.asked();
        }
        listener.setback(what, reason, wait);
        Thread.sleep(wait);
    }

    private static Duration withChance(Duration wait) {
        return Duration.ofNanos(
                (long) (wait.toNanos() * ThreadLocalRandom.current().nextDouble(0.75, 1.25)));
    }
}
