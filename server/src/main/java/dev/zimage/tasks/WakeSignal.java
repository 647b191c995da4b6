package dev.zimage.tasks;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes threads that wait for work. A signal that comes while nobody waits is kept for the next
/// one who does; at most one signal is kept for each thread.
public final class WakeSignal {

    private final int threads;
    private final Semaphore signals = new Semaphore(0);

    /// @param threads that wait at once, at most
    public WakeSignal(int threads) {
        this.threads = threads;
    }

    /// Wakes one waiting thread.
    public void signal() {
        if (signals.availablePermits() < threads) {
            signals.release();
        }
    }

    /// Wakes every thread that waits, or is about to.
    public void signalAll() {
        signals.release(threads);
    }

    /// Waits for a signal, at most this long.
    ///
    /// @return whether there was one
    public boolean await(Duration timeout) throws InterruptedException {
        return signals.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
