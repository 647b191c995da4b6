package dev.zimage.bench;

import dev.zimage.bench.HttpComparison.Contender;
import dev.zimage.bench.report.Figure;
import dev.zimage.bench.report.Quantity;
import dev.zimage.bench.report.Target;
import java.util.ArrayList;
import java.util.List;

/// Orders, durable and with all checks on, against a bare echo of the same JSON.
final class SubmitBenchmark implements Benchmark {

    private static final Target RATE = new Target.RatioAtLeast(0.4);
    private static final Target P99 = new Target.Below(Quantity.millis(30));
    private static final int CLIENTS_OF_THE_BAR = 64;

    @Override
    public String name() {
        return "submit";
    }

    @Override
    public String description() {
        return "orders a second, durable before the answer, against a bare JSON echo";
    }

    @Override
    public List<Figure> run(BenchContext stage) throws Exception {
        try (SeededInstallation installation =
                        SeededInstallation.create(stage.scratch().path("submit"));
                ChildServer service =
                        ChildServer.start(
                                stage, ServiceProcess.class, installation.folder().toString());
                ChildServer echo = ChildServer.start(stage, EchoServer.class)) {
            StoredTasks tasks = installation.tasks();
            long empty = tasks.mark();
            HttpComparison comparison =
                    new HttpComparison(
                            new Contender(
                                    service,
                                    installation.submits(),
                                    () -> tasks.forgetSince(empty)),
                            new Contender(echo, installation.submits()));
            comparison.warmUp(stage.plan());
            List<Figure> figures = new ArrayList<>();
            for (int clients : stage.plan().clients()) {
                stage.say("submit: " + clients + " clients");
                figures.addAll(
                        comparison.measure(
                                "submit",
                                clients,
                                stage.plan(),
                                RATE,
                                clients == CLIENTS_OF_THE_BAR ? P99 : null));
            }
            return figures;
        }
    }
}
