package dev.zimage.webhooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts deliveries by outcome, for `/metrics`. All counters exist from the start.
final class SenderMetrics {

    private final Map<DeliveryQueue.Outcome, Counter> counters =
            new EnumMap<>(DeliveryQueue.Outcome.class);
    private final AtomicInteger waiting = new AtomicInteger();

    SenderMetrics(MeterRegistry registry) {
        for (DeliveryQueue.Outcome outcome : DeliveryQueue.Outcome.values()) {
            counters.put(
                    outcome,
                    Counter.builder("zimage.webhook.deliveries")
                            .description("Attempts to deliver a webhook, by outcome")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        Gauge.builder("zimage.webhook.pending", waiting, AtomicInteger::get)
                .description("Messages that are still to be delivered")
                .register(registry);
    }

    void count(DeliveryQueue.Outcome outcome) {
        Objects.requireNonNull(counters.get(outcome)).increment();
    }

    void waiting(int messages) {
        waiting.set(messages);
    }
}
