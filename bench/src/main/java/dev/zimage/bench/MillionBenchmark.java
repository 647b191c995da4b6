package dev.zimage.bench;

import dev.zimage.bench.HttpComparison.Contender;
import dev.zimage.bench.report.Figure;
import dev.zimage.bench.report.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The service with a full table against itself with an empty one.
final class MillionBenchmark implements Benchmark {

    private static final Target WITHIN_A_FIFTH = new Target.RatioAtLeast(0.8);
    private static final int CLIENTS = 64;
    private static final int ANY = 20_000;

    @Override
    public String name() {
        return "million";
    }

    @Override
    public String description() {
        return "submit, poll and claim with 1,000,000 tasks stored, against an empty table";
    }

    @Override
    public List<Figure> run(BenchContext stage) throws Exception {
        int stored = stage.plan().storedTasks();
        try (SeededInstallation full = SeededInstallation.create(stage.scratch().path("full"));
                SeededInstallation empty =
                        SeededInstallation.create(stage.scratch().path("empty"))) {
            stage.say(String.format(Locale.ROOT, "million: storing %,d tasks", stored));
            full.tasks().addCompleted(stored);
            empty.tasks().addCompleted(PollBenchmark.TASKS);
            String with = String.format(Locale.ROOT, " with %,d tasks", stored);
            List<Figure> figures = new ArrayList<>(overHttp(stage, full, empty, with));
            stage.say("million: claim");
            figures.add(ClaimRounds.compare(stage.plan(), full, empty, with, WITHIN_A_FIFTH));
            return figures;
        }
    }

    private static List<Figure> overHttp(
            BenchContext stage, SeededInstallation full, SeededInstallation empty, String with)
            throws Exception {
        try (ChildServer fullServer =
                        ChildServer.start(stage, ServiceProcess.class, full.folder().toString());
                ChildServer emptyServer =
                        ChildServer.start(stage, ServiceProcess.class, empty.folder().toString())) {
            BenchPlan plan = stage.plan();
            List<Figure> figures = new ArrayList<>();
            stage.say("million: submit");
            HttpComparison submits =
                    new HttpComparison(submits(fullServer, full), submits(emptyServer, empty));
            submits.warmUp(plan);
            figures.addAll(submits.measure("submit" + with, CLIENTS, plan, WITHIN_A_FIFTH, null));
            forgetQueued(submits);

            stage.say("million: poll");
            full.tasks().addQueued(PollBenchmark.TASKS);
            empty.tasks().addQueued(PollBenchmark.TASKS);
            Contender emptyPolls =
                    new Contender(emptyServer, empty.pollsOfNewest(PollBenchmark.TASKS));
            HttpComparison newest =
                    new HttpComparison(
                            new Contender(fullServer, full.pollsOfNewest(PollBenchmark.TASKS)),
                            emptyPolls);
            newest.warmUp(plan);
            figures.addAll(
                    newest.measure(
                            "poll of the newest" + with, CLIENTS, plan, WITHIN_A_FIFTH, null));
            HttpComparison any =
                    new HttpComparison(
                            new Contender(fullServer, full.pollsOfAny(ANY)),
                            new Contender(emptyServer, empty.pollsOfAny(ANY)));
            figures.addAll(any.measure("poll of any" + with, CLIENTS, plan, WITHIN_A_FIFTH, null));
            return figures;
        }
    }

    private static Contender submits(ChildServer server, SeededInstallation installation) {
        long mark = installation.tasks().mark();
        return new Contender(
                server, installation.submits(), () -> installation.tasks().forgetSince(mark));
    }

    private static void forgetQueued(HttpComparison submits) {
        submits.subject().beforeRound().run();
        submits.baseline().beforeRound().run();
    }
}
