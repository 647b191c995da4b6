package dev.zimage.server;

import dev.zimage.database.StorageException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the periodic chores: leases, retention, old keys. They share a few threads, and one that
/// fails is logged and runs again at its next turn.
final class Housekeeping implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    private final ChoreTurns turns;
    private final ScheduledExecutorService executor =
            Executors.newScheduledThreadPool(
                    THREADS, Thread.ofPlatform().daemon().name("housekeeping-", 1).factory());

    /// Those that take long, such as retention in a bucket, must not hold up the leases.
    private static final int THREADS = 4;

    /// A chore, which may throw anything.
    @FunctionalInterface
    interface Chore {
        void run() throws Exception;
    }

    Housekeeping(ChoreTurns turns) {
        this.turns = turns;
    }

    /// Does a chore of the whole installation, unless another process does it.
    void everyInOne(Duration pause, String name, Chore chore) {
        every(
                pause,
                name,
                () -> {
                    if (turns.take(name, pause)) {
                        chore.run();
                    }
                });
    }

    /// Does a chore of this process.
    void every(Duration pause, String name, Chore chore) {
        var _ =
                executor.scheduleWithFixedDelay(
                        () -> run(name, chore),
                        pause.toMillis(),
                        pause.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private static void run(String name, Chore chore) {
        try {
            chore.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StorageException e) {
            if (e.failure().isOutage()) {
                log.debug("{} waits: {}", name, e.failure().meaning());
            } else {
                log.error("{} failed and will be tried again", name, e);
            }
        } catch (Exception | Error e) {
            log.error("{} failed and will be tried again", name, e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        try {
            boolean ended = executor.awaitTermination(5, TimeUnit.SECONDS);
            if (!ended) {
                log.warn("a chore did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
