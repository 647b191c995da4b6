package dev.zimage.bench;

import dev.zimage.bench.report.Figure;
import dev.zimage.bench.report.Quantity;
import dev.zimage.bench.report.Samples;
import dev.zimage.bench.report.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The time from launching the program on an empty data directory to its first responses.
final class StartBenchmark implements Benchmark {

    private static final Target BAR = new Target.Below(Quantity.seconds(1.5));
    private static final Map<String, String> NO_CACHE = Map.of("ZIMAGE_AOT", "off");

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String description() {
        return "seconds from the start of the program to its first answers";
    }

    @Override
    public List<Figure> run(BenchContext stage) throws Exception {
        Path launcher = stage.home().resolve("zimage");
        return Files.isExecutable(launcher)
                ? withLauncher(stage, launcher.toString())
                : withJava(stage);
    }

    /// The launcher as it is, against itself without the cache that the build trained.
    private static List<Figure> withLauncher(BenchContext stage, String launcher) throws Exception {
        build(stage, launcher);
        List<String> command = List.of(launcher, "serve");
        Rounds cached = new Rounds();
        Rounds plain = new Rounds();
        for (int i = 0; i < stage.plan().starts(); i++) {
            stage.say("start: " + (i + 1));
            cached.add(ServiceStart.measure(stage, command, Map.of()));
            plain.add(ServiceStart.measure(stage, command, NO_CACHE));
        }
        return List.of(
                new Figure(
                        "./zimage serve to ready (baseline: no AOT cache)",
                        cached.ready(),
                        plain.ready(),
                        BAR),
                new Figure(
                        "./zimage serve to first order (baseline: no AOT cache)",
                        cached.ordered(),
                        plain.ordered(),
                        BAR),
                new Figure(
                        "./zimage serve to first picture (baseline: no AOT cache)",
                        cached.pictured(),
                        plain.pictured(),
                        null));
    }

    static void build(BenchContext stage, String launcher)
            throws IOException, InterruptedException {
        stage.say("building, where need be");
        Process build =
                stage.scratch()
                        .start(
                                new ProcessBuilder(launcher, "build")
                                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                        .redirectError(ProcessBuilder.Redirect.INHERIT));
        if (build.waitFor() != 0) {
            throw new IOException("the program could not be built");
        }
    }

    private static List<Figure> withJava(BenchContext stage) throws Exception {
        List<String> command = stage.jvm().command("dev.zimage.cli.Main", "serve").command();
        Rounds rounds = new Rounds();
        for (int i = 0; i < stage.plan().starts(); i++) {
            stage.say("start: " + (i + 1));
            rounds.add(ServiceStart.measure(stage, command, Map.of()));
        }
        return List.of(
                Figure.of("java … serve to ready", rounds.ready()).withBar(BAR),
                Figure.of("java … serve to first order", rounds.ordered()).withBar(BAR),
                Figure.of("java … serve to first picture", rounds.pictured()));
    }

    private static final class Rounds {
        private final Samples ready = new Samples();
        private final Samples ordered = new Samples();
        private final Samples pictured = new Samples();

        void add(ServiceStart start) {
            ready.add(start.toReady());
            ordered.add(start.toOrder());
            pictured.add(start.toPicture());
        }

        Quantity ready() {
            return Quantity.seconds(ready.median());
        }

        Quantity ordered() {
            return Quantity.seconds(ordered.median());
        }

        Quantity pictured() {
            return Quantity.seconds(pictured.median());
        }
    }
}
