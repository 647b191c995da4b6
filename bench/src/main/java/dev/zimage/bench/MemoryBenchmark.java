package dev.zimage.bench;

import dev.zimage.bench.report.Figure;
import dev.zimage.bench.report.Quantity;
import dev.zimage.bench.report.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The resident memory of the program after a load of pictures, with the launcher's bounds of the
/// heap against the JVM's own.
final class MemoryBenchmark implements Benchmark {

    private static final int CLIENTS = 8;
    private static final Target BAR = new Target.Below(Quantity.gigabytes(0.5));

    /// A collector that the user names replaces the launcher's, and its bounds too.
    private static final Map<String, String> UNBOUNDED =
            Map.of("ZIMAGE_JAVA_OPTS", "-XX:+UseG1GC", "ZIMAGE_AOT", "off");

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String description() {
        return "resident memory after a load of pictures, with and without bounds of the heap";
    }

    @Override
    public List<Figure> run(BenchContext stage) throws Exception {
        Path launcher = stage.home().resolve("zimage");
        if (!Files.isExecutable(launcher)) {
            return List.of();
        }
        StartBenchmark.build(stage, launcher.toString());
        List<String> command =
                List.of(
                        launcher.toString(),
                        "serve",
                        "--engine=sketch",
                        "--set=account.initial_credits=1000000000",
                        "--set=limits.requests_per_minute=1000000");
        stage.say("memory: bounded");
        Loaded bounded = Loaded.measure(stage, command, Map.of());
        stage.say("memory: the JVM's own bounds");
        Loaded unbounded = Loaded.measure(stage, command, UNBOUNDED);
        return List.of(
                new Figure(
                        "pictures for " + CLIENTS + " clients (baseline: no heap bounds)",
                        bounded.rate(),
                        unbounded.rate(),
                        null),
                new Figure(
                        "resident after them (baseline: no heap bounds)",
                        bounded.resident(),
                        unbounded.resident(),
                        BAR));
    }

    /// A program after its load.
    ///
    /// @param rate pictures a second
    private record Loaded(Quantity rate, Quantity resident) {

        static Loaded measure(
                BenchContext stage, List<String> command, Map<String, String> variables)
                throws IOException, InterruptedException {
            try (StartedProgram program = new StartedProgram(stage, command, variables)) {
                program.await(Requests.READY, _ -> true);
                List<byte[]> orders = Requests.waitingSubmits(program.key());
                try (LoadGenerator load =
                        LoadGenerator.connect(program.address(), CLIENTS, orders)) {
                    double rate = load.run(stage.plan().pictureLoad()).perSecond();
                    return new Loaded(
                            Quantity.perSecond(rate),
                            Quantity.gigabytes(program.residentBytes() / 1e9));
                }
            }
        }
    }
}
