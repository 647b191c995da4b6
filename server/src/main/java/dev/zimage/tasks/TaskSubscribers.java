package dev.zimage.tasks;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Credits;
import dev.zimage.errors.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;

/// Passes on what happens to tasks: to the outboxes within the transaction that ends a task, to the
/// listeners after its commit. Safe for use by any number of threads.
final class TaskSubscribers implements TaskEvents, Outbox {

    private final List<TaskEvents> listeners = new CopyOnWriteArrayList<>();
    private final List<Outbox> outboxes = new CopyOnWriteArrayList<>();

    void add(TaskEvents listener) {
        listeners.add(listener);
    }

    void add(Outbox outbox) {
        outboxes.add(outbox);
    }

    @Override
    public void ended(Handle tx, TaskId task, AccountId account, TaskStatus end) {
        outboxes.forEach(outbox -> outbox.ended(tx, task, account, end));
    }

    @Override
    public void submitted(Task task) {
        listeners.forEach(listener -> listener.submitted(task));
    }

    @Override
    public void claimed(Task task) {
        listeners.forEach(listener -> listener.claimed(task));
    }

    @Override
    public void stepped(Task task, Duration took) {
        listeners.forEach(listener -> listener.stepped(task, took));
    }

    @Override
    public void completed(Task task, Duration took) {
        listeners.forEach(listener -> listener.completed(task, took));
    }

    @Override
    public void failed(TaskId task, String engine, Credits refund, ErrorCode code) {
        listeners.forEach(listener -> listener.failed(task, engine, refund, code));
    }
}
