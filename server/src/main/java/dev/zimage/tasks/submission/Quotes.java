package dev.zimage.tasks.submission;

import dev.zimage.accounts.Credits;
import dev.zimage.accounts.Ledger;
import dev.zimage.tasks.TaskContext;
import dev.zimage.tasks.queue.QueueView;

/// Says what an order would cost and how long it would take. Changes nothing.
final class Quotes {

    private final TaskContext context;
    private final Ledger ledger;
    private final QueueView view;
    private final Screening screening;
    private final TextScreening texts;
    private final QueueCapacity capacity;

    Quotes(
            TaskContext context,
            Ledger ledger,
            QueueView view,
            Screening screening,
            TextScreening texts,
            QueueCapacity capacity) {
        this.context = context;
        this.ledger = ledger;
        this.view = view;
        this.screening = screening;
        this.texts = texts;
        this.capacity = capacity;
    }

    Quote of(TaskOrder order) {
        String engine = context.engines().of(order.model().id(), order.caller().mode()).name();
        Credits price = TaskFactory.priceOf(order);
        return new Quote(
                price,
                view.timeLeftForNew(
                        engine, order.model().id(), order.caller().account(), order.size()),
                ledger.wouldAdmit(order.caller(), price, context.terms().tasksInFlight()),
                capacity.untilRoom(order, 1).orElse(null),
                screening.objection(order).orElse(null),
                screening.isPossible(order),
                texts.isPossible(order));
    }
}
