package dev.zimage.server;

import java.util.concurrent.CountDownLatch;

/// Holds up threads, such as the one that writes a database, until a test lets them go on.
public final class Gate {

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    /// Waits until the gate is open.
    public void pass() {
        arrived.countDown();
        await(opened);
    }

    /// Waits until the first thread stands at the gate.
    public void awaitArrival() {
        await(arrived);
    }

    public void open() {
        opened.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
