package dev.zimage.tasks;

import dev.zimage.accounts.Credits;
import dev.zimage.errors.ErrorCode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Notifies threads that wait for a task when it has ended in this process. Safe for use by any
/// number of threads.
public final class TaskSignals implements TaskEvents {

    private final Map<TaskId, Waiters> waiting = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private static final class Waiters {
        private final CountDownLatch ended = new CountDownLatch(1);
        private int count;
    }

    /// A wait for one task. Start it before reading the task, so that its end cannot be missed in
    /// between.
    public final class Wait implements AutoCloseable {

        private final TaskId id;
        private final Waiters waiters;

        private Wait(TaskId id) {
            this.id = id;
            this.waiters =
                    waiting.compute(
                            id,
                            (key, present) -> {
                                Waiters all = present == null ? new Waiters() : present;
                                all.count++;
                                return all;
                            });
        }

        /// Waits until the task has ended, the timeout has passed or the server shuts down.
        ///
        /// @return false on timeout
        public boolean await(Duration timeout) throws InterruptedException {
            return closed || waiters.ended.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            waiting.computeIfPresent(id, (key, all) -> --all.count == 0 ? null : all);
        }
    }

    public Wait on(TaskId id) {
        return new Wait(id);
    }

    @Override
    public void completed(Task task, Duration took) {
        ended(task.id());
    }

    @Override
    public void failed(TaskId task, String engine, Credits refund, ErrorCode code) {
        ended(task);
    }

    private void ended(TaskId id) {
        Waiters waiters = waiting.get(id);
        if (waiters != null) {
            waiters.ended.countDown();
        }
    }

    /// Releases all waiting threads, because the server shuts down.
    public void close() {
        closed = true;
        waiting.values().forEach(waiters -> waiters.ended.countDown());
    }
}
