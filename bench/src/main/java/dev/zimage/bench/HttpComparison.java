package dev.zimage.bench;

import dev.zimage.bench.LoadGenerator.Load;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Two servers under the same load, in turn, so that what disturbs the machine disturbs both.
record HttpComparison(Contender subject, Contender baseline) {

    private static final int WARM_UP_CLIENTS = 64;
    private static final int ENOUGH = 30_000;
    private static final int LONGEST_WARM_UP = 5;
    private static final double MILLIS = 1e6;

    /// A server and what it is sent.
    ///
    /// @param beforeRound puts things back as they were
    record Contender(InetSocketAddress server, List<byte[]> requests, Runnable beforeRound) {

        Contender(InetSocketAddress server, List<byte[]> requests) {
            this(server, requests, () -> {});
        }
    }

    private static final class Outcome {
        private final Samples rates = new Samples();
        private final Histogram latency = new Histogram(3);

        void add(Load load) {
            rates.add(load.perSecond());
            latency.add(load.latency());
        }

        Quantity rate() {
            return Quantity.perSecond(rates.median());
        }

        Quantity latency(double percentile) {
            return Quantity.millis(latency.getValueAtPercentile(percentile) / MILLIS);
        }
    }

    /// Lets both servers compile their hot paths: for the time of the plan, and on a busy machine
    /// for longer, until they have had enough requests for that.
    void warmUp(Plan plan) throws IOException {
        for (Contender contender : List.of(subject, baseline)) {
            try (LoadGenerator load =
                    LoadGenerator.connect(contender.server, WARM_UP_CLIENTS, contender.requests)) {
                long answers = 0;
                for (int i = 0; answers < ENOUGH && i < LONGEST_WARM_UP; i++) {
                    answers += load.run(plan.warmUp()).latency().getTotalCount();
                    contender.beforeRound.run();
                }
            }
        }
    }

    /// Requests a second, and how long half of them and all but a hundredth took at most.
    ///
    /// @param ratio for the rate
    /// @param p99 for the latency
    List<Figure> measure(
            String what, int clients, Plan plan, @Nullable Bar ratio, @Nullable Bar p99)
            throws IOException {
        Outcome ours = new Outcome();
        Outcome theirs = new Outcome();
        try (LoadGenerator a = LoadGenerator.connect(subject.server, clients, subject.requests);
                LoadGenerator b =
                        LoadGenerator.connect(baseline.server, clients, baseline.requests)) {
            for (int round = 0; round < plan.rounds(); round++) {
                ours.add(round(a, subject, plan.round()));
                theirs.add(round(b, baseline, plan.round()));
            }
        }
        String title = what + ", " + clients + (clients == 1 ? " client" : " clients");
        return List.of(
                new Figure(title, ours.rate(), theirs.rate(), ratio),
                new Figure(title + ", p50", ours.latency(50), theirs.latency(50), null),
                new Figure(title + ", p99", ours.latency(99), theirs.latency(99), p99));
    }

    private static Load round(LoadGenerator load, Contender contender, Duration length)
            throws IOException {
        contender.beforeRound.run();
        return load.run(length);
    }
}
