package dev.zimage.server;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Looks again and again for what other threads or processes bring about. How long that takes is no
/// matter of a test, so the bound is one that a busy machine keeps too: a wait that ends early
/// costs nothing.
public final class Eventually {

    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private Eventually() {}

    /// @return what was seen first that is wanted
    /// @throws AssertionError when that was not in time; it says what was seen last
    public static <T> T seen(Supplier<T> look, Predicate<? super T> wanted) {
        long begun = System.nanoTime();
        T seen = look.get();
        while (!wanted.test(seen)) {
            if (System.nanoTime() - begun > BOUND.toNanos()) {
                throw new AssertionError("after " + BOUND + " still " + seen);
            }
            pause();
            seen = look.get();
        }
        return seen;
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
