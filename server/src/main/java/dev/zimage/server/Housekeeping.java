package dev.zimage.server;

import dev.zimage.database.StorageException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the periodic jobs: leases, retention, old keys. They share a few threads, and one that
/// fails is logged and runs again at its next turn.
final class Housekeeping implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    private final HousekeepingLeases leases;
    private final ScheduledExecutorService executor =
            Executors.newScheduledThreadPool(
                    THREADS, Thread.ofPlatform().daemon().name("housekeeping-", 1).factory());

    /// Those that take long, such as retention in a bucket, must not hold up the leases.
    private static final int THREADS = 4;

    /// A job, which may throw anything.
    @FunctionalInterface
    interface Job {
        void run() throws Exception;
    }

    Housekeeping(HousekeepingLeases leases) {
        this.leases = leases;
    }

    /// Does a job of the whole installation, unless another process does it.
    void everyInOne(Duration pause, String name, Job job) {
        every(
                pause,
                name,
                () -> {
                    if (leases.take(name, pause)) {
                        job.run();
                    }
                });
    }

    /// Does a job of this process.
    void every(Duration pause, String name, Job job) {
        var _ =
                executor.scheduleWithFixedDelay(
                        () -> run(name, job),
                        pause.toMillis(),
                        pause.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private static void run(String name, Job job) {
        try {
            job.run();
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
                log.warn("a housekeeping job did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
