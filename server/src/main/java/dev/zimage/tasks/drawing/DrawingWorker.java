package dev.zimage.tasks.drawing;

import dev.zimage.database.StorageException;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.Readiness;
import dev.zimage.health.StorageHealth;
import dev.zimage.tasks.WakeSignal;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.queue.TaskQueue;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread that claims tasks for one engine and has them drawn, until the server stops.
final class DrawingWorker implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(DrawingWorker.class);
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final String name;
    private final ImageEngine engine;
    private final TaskQueue queue;
    private final StorageHealth storage;
    private final WakeSignal wakeSignal;
    private final TaskRunner runner;
    private final BooleanSupplier stopping;

    DrawingWorker(
            String name,
            ImageEngine engine,
            TaskQueue queue,
            StorageHealth storage,
            WakeSignal wakeSignal,
            TaskRunner runner,
            BooleanSupplier stopping) {
        this.name = name;
        this.engine = engine;
        this.queue = queue;
        this.storage = storage;
        this.wakeSignal = wakeSignal;
        this.runner = runner;
        this.stopping = stopping;
    }

    @Override
    public void run() {
        while (!stopping.getAsBoolean()) {
            try {
                Optional<Claim> claim = next();
                if (claim.isPresent()) {
                    runner.run(claim.get(), engine);
                } else {
                    wakeSignal.await(IDLE);
                }
            } catch (InterruptedException e) {
                // Only a stop interrupts between tasks, and the loop checks for it.
            } catch (StorageException e) {
                tell(e);
                pause();
            } catch (RuntimeException | Error e) {
                log.error("worker {} continues after an unexpected failure", name, e);
                pause();
            }
        }
    }

    private Optional<Claim> next() {
        return engine.readiness() instanceof Readiness.Ready && storage.isGood()
                ? queue.claim(engine.name(), name)
                : Optional.empty();
    }

    /// An outage is logged once, where it is noticed.
    private void tell(StorageException e) {
        if (!e.failure().isOutage()) {
            log.error("worker {} could not claim a task; trying again", name, e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(IDLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
