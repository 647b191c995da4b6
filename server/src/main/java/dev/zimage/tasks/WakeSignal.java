package dev.zimage.tasks;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes threads that have nothing to do. A ring is not lost when nobody waits yet, and many rings
/// before anybody comes count as few.
public final class WakeSignal {

    private final int listeners;
    private final Semaphore rings = new Semaphore(0);

    /// @param listeners threads that wait at once, at most
    public WakeSignal(int listeners) {
        this.listeners = listeners;
    }

    public void ring() {
        if (rings.availablePermits() < listeners) {
            rings.release();
        }
    }

    /// Waits for a ring, at most this long.
    ///
    /// @return whether it rang
    public boolean await(Duration timeout) throws InterruptedException {
        return rings.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
