package dev.zimage.events;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/// One task that is listened to. Holds the newest moment and no other: whoever is slow misses what
/// was in between.
final class Topic {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private TaskSnapshot newest;
    private boolean closed;

    /// Changed by the feed, which goes by its map of topics.
    int listeners;

    /// Listeners who want previews.
    final AtomicInteger watchers = new AtomicInteger();

    Topic(TaskSnapshot first) {
        this.newest = first;
    }

    TaskSnapshot newest() {
        lock.lock();
        try {
            return newest;
        } finally {
            lock.unlock();
        }
    }

    /// Makes the next moment of the newest one; when it is the same object, nobody is woken. After
    /// the end of the task nothing changes.
    void change(UnaryOperator<TaskSnapshot> step) {
        lock.lock();
        try {
            TaskSnapshot next = newest.task().status().isFinal() ? newest : step.apply(newest);
            if (next != newest) {
                newest = next;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /// @return the newest moment, which is `seen` when there was no other in time
    TaskSnapshot await(TaskSnapshot seen, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = atMost.toNanos();
            while (newest == seen && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return newest;
        } finally {
            lock.unlock();
        }
    }
}
