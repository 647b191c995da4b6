package dev.zimage.events;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/// A subscribed task. Keeps only the newest snapshot, so slow subscribers skip intermediate ones.
final class Topic {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private TaskSnapshot newest;
    private boolean closed;

    /// Changed by the feed only, under the lock of its map of topics.
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

    /// Derives the next snapshot from the newest one and wakes the subscribers, unless it is the
    /// same object. Nothing changes after the end of the task.
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

    /// @return the newest snapshot, which is `seen` when there was no other in time
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
