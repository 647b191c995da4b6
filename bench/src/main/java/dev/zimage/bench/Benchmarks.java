package dev.zimage.bench;

import dev.zimage.bench.report.BenchReport;
import dev.zimage.bench.report.Figure;
import dev.zimage.bench.report.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `zimage bench`: runs benchmarks, each against a baseline of the same run, and prints a table.
@Command(
        name = "zimage bench",
        description = "Run the benchmarks and print a table of the results.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Benchmarks implements Callable<Integer> {

    private static final List<Benchmark> ALL =
            List.of(
                    new SubmitBenchmark(),
                    new PollBenchmark(),
                    new MillionBenchmark(),
                    new PostgresBenchmark(),
                    new StartBenchmark(),
                    new MemoryBenchmark(),
                    new UpstreamBenchmark(),
                    new SketchBenchmark(),
                    new CheckBenchmark(),
                    new TextCheckBenchmark(),
                    new MarksBenchmark(),
                    new ModelBenchmark());

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Which to run. Default: all but model.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--quick", description = "Short rounds and a smaller table, under two minutes.")
    private boolean quick;

    @Option(names = "--write", description = "Write the results to bench/RESULTS.md as well.")
    private boolean write;

    @Option(
            names = "--weights",
            paramLabel = "DIR",
            description =
                    "The model to measure; random weights are made there when it is not there, and"
                            + " stay. Default: random weights that are removed at the end.")
    private @Nullable Path weights;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "Keep flight recordings of the servers here (the figures suffer).")
    private @Nullable Path record;

    private Benchmarks() {}

    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Benchmarks());
        line.getCommandSpec().usageMessage().footer(footer());
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        System.exit(line.execute(args));
    }

    private static String[] footer() {
        List<String> lines = new ArrayList<>(List.of("", "The benchmarks:"));
        ALL.forEach(each -> lines.add("  %-10s %s".formatted(each.name(), each.description())));
        lines.add("");
        lines.add("Load generator and servers share the machine. Exit code 0 says that all was");
        lines.add("measured, not that all bars were reached.");
        return lines.toArray(String[]::new);
    }

    @Override
    public Integer call() throws Exception {
        CommandLine line = line();
        List<Benchmark> chosen =
                names.isEmpty()
                        ? ALL.stream().filter(each -> !each.isOnlyByName()).toList()
                        : names.stream().map(this::named).toList();
        Machine machine = Machine.here();
        Path home = Path.of(System.getProperty("zimage.home", "")).toAbsolutePath();
        long start = System.nanoTime();
        List<Figure> figures = new ArrayList<>();
        try (Scratch scratch = Scratch.in(home.resolve("target"))) {
            BenchContext stage =
                    new BenchContext(
                            quick ? BenchPlan.quick() : BenchPlan.full(),
                            home,
                            scratch,
                            new ChildJvm(recordings()),
                            weights == null ? null : weights.toAbsolutePath(),
                            line.getErr());
            for (Benchmark benchmark : chosen) {
                figures.addAll(benchmark.run(stage));
            }
        }
        BenchReport report =
                new BenchReport(
                        LocalDate.now(Clock.systemUTC()),
                        machine,
                        command(),
                        Duration.ofNanos(System.nanoTime() - start),
                        figures);
        line.getOut().print(report.markdown());
        line.getOut().flush();
        if (write) {
            report.writeTo(home.resolve("bench/RESULTS.md"));
        }
        return 0;
    }

    private CommandLine line() {
        CommandSpec command = spec;
        if (command == null) {
            throw new IllegalStateException("picocli sets the spec before it calls");
        }
        return command.commandLine();
    }

    private Benchmark named(String name) {
        return ALL.stream()
                .filter(benchmark -> benchmark.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ParameterException(
                                line(),
                                "no benchmark "
                                        + name
                                        + "; there are "
                                        + String.join(
                                                ", ", ALL.stream().map(Benchmark::name).toList())));
    }

    private @Nullable Path recordings() throws IOException {
        return record == null ? null : Files.createDirectories(record).toAbsolutePath();
    }

    private String command() {
        return "./zimage bench"
                + (quick ? " --quick" : "")
                + (weights == null ? "" : " --weights DIR")
                + names.stream().map(name -> " " + name).reduce("", String::concat);
    }
}
