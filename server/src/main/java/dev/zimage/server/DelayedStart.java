package dev.zimage.server;

import dev.zimage.database.StorageException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a start writes into the database. While the database cannot be written, the server runs for
/// those who read, and this is tried again each second.
final class DelayedStart implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DelayedStart.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Runnable work;
    private @Nullable Thread thread;

    /// @param work that may be begun again when it has failed
    DelayedStart(Runnable work) {
        this.work = work;
    }

    /// Does the work at once if that is possible.
    void begin() {
        if (!isDone()) {
            log.error("the start goes on once the database can be written; no picture until then");
            thread = Thread.ofPlatform().daemon().name("delayed-start").start(this::untilDone);
        }
    }

    private boolean isDone() {
        try {
            work.run();
            return true;
        } catch (StorageException e) {
            if (e.failure().isOutage()) {
                return false;
            }
            throw e;
        }
    }

    private void untilDone() {
        try {
            do {
                Thread.sleep(PAUSE);
            } while (!isDone());
            log.info("the start is complete");
        } catch (InterruptedException e) {
            // closed
        } catch (RuntimeException | Error e) {
            log.error("the start could not be completed; start the server again", e);
        }
    }

    @Override
    public void close() {
        Thread waiting = thread;
        if (waiting != null) {
            waiting.interrupt();
            join(waiting);
        }
    }

    private static void join(Thread waiting) {
        try {
            waiting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
