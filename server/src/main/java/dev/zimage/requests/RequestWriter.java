package dev.zimage.requests;

import dev.zimage.database.Database;
import dev.zimage.database.StorageException;
import dev.zimage.requests.RequestInsert.Timed;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores requests in batches, on a thread of its own. Adding one never blocks: when the queue is
/// full, because too many come or the database is unavailable, the request is dropped and counted.
final class RequestWriter implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RequestWriter.class);

    private static final int CAPACITY = 10_000;

    /// Successful requests are recorded only while fewer than this wait: of thousands a second only
    /// some are recorded, so that the database has time for orders.
    private static final int MOST_GOOD = 1_000;

    private static final int FIRST_ERROR = 400;

    /// How many requests without a valid key are recorded between two batches: anybody can send
    /// them, and they must not crowd out those of the accounts.
    private static final int MOST_ANONYMOUS = 10;

    /// Large enough to be cheap, and small enough that orders in the same group commit do not
    /// notice it.
    private static final int BATCH = 200;

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PAUSE_AFTER_OUTAGE = Duration.ofSeconds(5);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    private final Database database;
    private final RequestInsert insert;
    private final BlockingQueue<Timed> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final List<Timed> batch = new ArrayList<>(BATCH);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger anonymous = new AtomicInteger();
    private final LongAdder recorded = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private @Nullable Thread thread;

    RequestWriter(Database database) {
        this.database = database;
        this.insert = new RequestInsert(database.dialect());
    }

    /// Registers the counters. A meter holds what it reads weakly, so that must be the writer
    /// itself.
    void bindTo(MeterRegistry metrics) {
        FunctionCounter.builder("zimage.request.history.recorded", this, RequestWriter::recorded)
                .description("Requests that were recorded")
                .register(metrics);
        FunctionCounter.builder("zimage.request.history.dropped", this, RequestWriter::dropped)
                .description(
                        "Requests that were not recorded, because too many came at once or the"
                                + " database did not take them in time")
                .register(metrics);
    }

    void start() {
        thread = Thread.ofPlatform().daemon().name("request-history").start(this::run);
    }

    void add(Timed request) {
        if (!isWanted(request) || !queue.offer(request)) {
            dropped.increment();
        }
    }

    private boolean isWanted(Timed request) {
        if (request.isAnonymous()) {
            return anonymous.incrementAndGet() <= MOST_ANONYMOUS;
        }
        return request.status() >= FIRST_ERROR || queue.size() < MOST_GOOD;
    }

    private void run() {
        try {
            Duration pause = PAUSE;
            while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = storeAll() ? PAUSE : PAUSE_AFTER_OUTAGE;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (!storeAll()) {
            dropped.add(batch.size() + queue.size());
        }
    }

    /// Stores what is in the queue.
    ///
    /// @return false when the database is unavailable; what could not be stored stays queued
    private boolean storeAll() {
        anonymous.set(0);
        do {
            if (batch.isEmpty()) {
                queue.drainTo(batch, BATCH);
            }
            if (!batch.isEmpty() && !store()) {
                return false;
            }
        } while (queue.size() >= BATCH || (closing.getCount() == 0 && !queue.isEmpty()));
        return true;
    }

    /// The batch is kept only after an outage: after any other failure, another attempt would fail
    /// too.
    private boolean store() {
        int size = batch.size();
        try {
            database.write(tx -> {
                insert.insert(tx, batch);
                return true;
            });
            recorded.add(size);
        } catch (StorageException e) {
            if (e.failure().isOutage()) {
                log.debug("{} requests wait to be recorded: {}", size, e.failure().meaning());
                return false;
            }
            drop(size, e);
        } catch (RuntimeException | Error e) {
            drop(size, e);
        }
        batch.clear();
        return true;
    }

    private void drop(int size, Throwable cause) {
        dropped.add(size);
        log.error("{} requests could not be recorded and were dropped", size, cause);
    }

    /// How many were stored.
    long recorded() {
        return recorded.sum();
    }

    /// How many were not, and never will be.
    long dropped() {
        return dropped.sum();
    }

    /// Stores what is left, unless the database is unavailable.
    @Override
    public void close() {
        closing.countDown();
        Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            if (!running.join(LONGEST_CLOSE)) {
                log.warn("the last requests could not be recorded in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
