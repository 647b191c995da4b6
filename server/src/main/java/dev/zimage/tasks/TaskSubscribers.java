package dev.zimage.tasks;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Credits;
import dev.zimage.errors.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Passes task events on: to the outboxes within the transaction that ends a task, and to the
/// listeners after its commit. By then the event has happened, so a failing listener is only
/// logged. Safe for use by any number of threads.
final class TaskSubscribers implements TaskEvents, Outbox {

    private static final Logger log = LoggerFactory.getLogger(TaskSubscribers.class);

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
        tell(listener -> listener.submitted(task));
    }

    @Override
    public void claimed(Task task) {
        tell(listener -> listener.claimed(task));
    }

    @Override
    public void stepped(Task task, Duration took) {
        tell(listener -> listener.stepped(task, took));
    }

    @Override
    public void textsRead(TaskId task) {
        tell(listener -> listener.textsRead(task));
    }

    @Override
    public void completed(Task task, Duration took) {
        tell(listener -> listener.completed(task, took));
    }

    @Override
    public void failed(TaskId task, String engine, Credits refund, ErrorCode code) {
        tell(listener -> listener.failed(task, engine, refund, code));
    }

    private void tell(Consumer<TaskEvents> event) {
        for (TaskEvents listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                log.error("{} could not take an event", listener.getClass().getSimpleName(), e);
            }
        }
    }
}
