package dev.zimage.health;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a check about once a second on a thread of its own, because the check may block for as long
/// as the disk or another process does.
final class PeriodicCheck implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PeriodicCheck.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Runnable check;
    private final Thread thread;
    private volatile long begunAt;

    PeriodicCheck(String name, Runnable check) {
        this.check = check;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Whether the running check has taken so long that what it checks must be considered unusable.
    boolean hangs() {
        long begun = begunAt;
        return begun != 0 && System.nanoTime() - begun > LONGEST.toNanos();
    }

    private void run() {
        try {
            while (true) {
                check();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void check() {
        begunAt = System.nanoTime();
        try {
            check.run();
        } catch (RuntimeException | Error e) {
            log.error("{} failed and is tried again", thread.getName(), e);
        } finally {
            begunAt = 0;
        }
    }

    /// Waits briefly for a check that is in progress, if there was a first one.
    @Override
    public void close() {
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        thread.interrupt();
        try {
            if (!thread.join(PAUSE)) {
                log.debug("{} is still running", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
