package dev.zimage.bench;

import dev.zimage.bench.HttpComparison.Contender;
import dev.zimage.bench.report.Figure;
import dev.zimage.bench.report.Target;
import java.util.ArrayList;
import java.util.List;

/// Polls of waiting and of completed tasks against a server that only writes such an envelope.
final class PollBenchmark implements Benchmark {

    static final int TASKS = 1_000;

    private static final Target RATE = new Target.RatioAtLeast(0.6);

    @Override
    public String name() {
        return "poll";
    }

    @Override
    public String description() {
        return "polls a second, against a server that only writes an envelope";
    }

    @Override
    public List<Figure> run(BenchContext stage) throws Exception {
        try (SeededInstallation installation =
                SeededInstallation.create(stage.scratch().path("poll"))) {
            installation.tasks().addCompleted(TASKS);
            installation.tasks().addQueued(TASKS);
            List<byte[]> polls = installation.pollsOfNewest(TASKS);
            try (ChildServer service =
                            ChildServer.start(
                                    stage, ServiceProcess.class, installation.folder().toString());
                    ChildServer echo = ChildServer.start(stage, EchoServer.class)) {
                HttpComparison comparison =
                        new HttpComparison(
                                new Contender(service, polls), new Contender(echo, polls));
                comparison.warmUp(stage.plan());
                List<Figure> figures = new ArrayList<>();
                for (int clients : stage.plan().clients()) {
                    stage.say("poll: " + clients + " clients");
                    figures.addAll(comparison.measure("poll", clients, stage.plan(), RATE, null));
                }
                return figures;
            }
        }
    }
}
