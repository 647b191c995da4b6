package dev.zimage.tasks.submission;

import dev.zimage.engines.Engines;
import dev.zimage.tasks.TaskContext;
import dev.zimage.tasks.queue.QueueView;
import java.time.Duration;
import java.util.Optional;

/// How many tasks may wait, over all accounts.
final class QueueCapacity {

    private final QueueView view;
    private final Engines engines;
    private final int capacity;

    QueueCapacity(TaskContext context, QueueView view) {
        this.view = view;
        this.engines = context.engines();
        this.capacity = context.terms().queueCapacity();
    }

    /// How long until the queue should have room for an order; empty when it has room now.
    ///
    /// @param count tasks of the order
    Optional<Duration> untilRoom(TaskOrder order, int count) {
        if (view.waiting() + count <= capacity) {
            return Optional.empty();
        }
        String engine = engines.of(order.model().id(), order.caller().mode()).name();
        return Optional.of(view.timeToNextPlace(engine, order.model().id(), order.size()));
    }
}
