package dev.zimage.tasks;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes threads that wait for work. A signal that arrives while no thread waits is kept for the
/// next one; at most one signal per thread is kept.
public final class WakeSignal {

    private final int threads;
    private final Semaphore signals = new Semaphore(0);

    /// @param threads the maximum number of waiting threads
    public WakeSignal(int threads) {
        this.threads = threads;
    }

    /// Wakes one waiting thread.
    public void signal() {
        if (signals.availablePermits() < threads) {
            signals.release();
        }
    }

    /// Wakes every thread that waits or is about to.
    public void signalAll() {
        signals.release(threads);
    }

    /// Waits for a signal until the timeout.
    ///
    /// @return whether there was a signal
    public boolean await(Duration timeout) throws InterruptedException {
        return signals.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
