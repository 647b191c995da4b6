package dev.zimage.bench;

import dev.zimage.bench.LoadGenerator.Load;
import dev.zimage.bench.report.AlternatingOrder;
import dev.zimage.bench.report.Figure;
import dev.zimage.bench.report.Quantity;
import dev.zimage.bench.report.Samples;
import dev.zimage.bench.report.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Two servers under the same load, in alternating rounds, so that disturbances affect both.
record HttpComparison(Contender subject, Contender baseline) {

    private static final int WARM_UP_CLIENTS = 64;
    private static final int ENOUGH = 400_000;
    private static final int LONGEST_WARM_UP = 4;
    private static final double MILLIS = 1e6;

    /// A server and the requests it gets.
    ///
    /// @param beforeRound restores the initial state
    record Contender(ChildServer server, List<byte[]> requests, Runnable beforeRound) {

        Contender(ChildServer server, List<byte[]> requests) {
            this(server, requests, () -> {});
        }

        LoadGenerator connect(int clients) throws IOException {
            return LoadGenerator.connect(server.address(), clients, requests);
        }
    }

    private static final class Outcome {
        private final Samples rates = new Samples();
        private final Samples processorMicros = new Samples();
        private final Histogram latency = new Histogram(3);

        void measure(LoadGenerator load, Contender contender, Duration length) throws IOException {
            contender.beforeRound.run();
            Duration before = contender.server.processorTime();
            Load result = load.run(length);
            Duration used = contender.server.processorTime().minus(before);
            rates.add(result.perSecond());
            processorMicros.add(
                    used.toNanos() / 1e3 / Math.max(1, result.latency().getTotalCount()));
            latency.add(result.latency());
        }

        Quantity rate() {
            return Quantity.perSecond(rates.median());
        }

        Quantity processorTime() {
            return Quantity.micros(processorMicros.median());
        }

        Quantity latency(double percentile) {
            return Quantity.millis(latency.getValueAtPercentile(percentile) / MILLIS);
        }
    }

    /// Lets both servers compile their hot paths: for the planned time, and on a busy machine until
    /// they have handled enough requests.
    void warmUp(BenchPlan plan) throws IOException {
        for (Contender contender : List.of(subject, baseline)) {
            try (LoadGenerator load = contender.connect(WARM_UP_CLIENTS)) {
                long answers = 0;
                for (int i = 0; answers < ENOUGH && i < LONGEST_WARM_UP; i++) {
                    answers += load.run(plan.warmUp()).latency().getTotalCount();
                    contender.beforeRound.run();
                }
            }
        }
    }

    /// The rate, the median and p99 latency, and the server's processor time per request, which a
    /// busy machine distorts the least.
    ///
    /// @param ratio for the rate
    /// @param p99 for the latency
    List<Figure> measure(
            String what, int clients, BenchPlan plan, @Nullable Target ratio, @Nullable Target p99)
            throws Exception {
        Outcome ours = new Outcome();
        Outcome theirs = new Outcome();
        try (LoadGenerator a = subject.connect(clients);
                LoadGenerator b = baseline.connect(clients)) {
            for (int round = 0; round < plan.rounds(); round++) {
                AlternatingOrder.take(
                        round,
                        () -> ours.measure(a, subject, plan.round()),
                        () -> theirs.measure(b, baseline, plan.round()));
            }
        }
        String title = what + ", " + clients + (clients == 1 ? " client" : " clients");
        return List.of(
                new Figure(title, ours.rate(), theirs.rate(), ratio),
                new Figure(title + ", p50", ours.latency(50), theirs.latency(50), null),
                new Figure(title + ", p99", ours.latency(99), theirs.latency(99), p99),
                new Figure(
                        title + ", processor time each",
                        ours.processorTime(),
                        theirs.processorTime(),
                        null));
    }
}
