package dev.zimage.bench;

import dev.zimage.bench.model.ModelProcess;
import dev.zimage.bench.model.ModelShape;
import dev.zimage.bench.model.PageCache;
import dev.zimage.bench.model.RandomModel;
import dev.zimage.bench.report.Figure;
import dev.zimage.bench.report.Quantity;
import dev.zimage.bench.report.Target;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.model.TransformerConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The model at its published size, with random weights: steps, text encoding and decoding by size,
/// loading, and memory. The 8-bit precision that the machine prefers is compared with the other.
final class ModelBenchmark implements Benchmark {

    private static final String INT8 = "int8";
    private static final String Q8 = "q8";

    @Override
    public String name() {
        return "model";
    }

    @Override
    public String description() {
        return "Z-Image-Turbo in int8 and q8: needs 35 GB of disk, or 7 with --quick";
    }

    /// It takes long and fills the disk.
    @Override
    public boolean isOnlyByName() {
        return true;
    }

    @Override
    public List<Figure> run(BenchContext stage) throws Exception {
        Path model = model(stage);
        Map<String, Double> int8 = measure(stage, model, INT8);
        Map<String, Double> q8 = measure(stage, model, Q8);
        ModelFolder shape = ModelFolder.open(model);
        List<Figure> figures = new ArrayList<>();
        for (Row row : rows(stage.plan().sides())) {
            figure(row, int8, q8, shape).ifPresent(figures::add);
        }
        if (!int8.containsKey("load cold")) {
            stage.say("model: this system cannot drop its page cache, so loading is warm only");
        }
        return figures;
    }

    /// A line of the table.
    ///
    /// @param key of the figure in what the processes tell
    private record Row(String key, String what, boolean memory, @Nullable Target bar) {}

    private static List<Row> rows(List<Integer> sides) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("prepare", "prepare the weights, once", false, null));
        Target load = new Target.Below(Quantity.seconds(10));
        rows.add(new Row("load cold", "load, cold page cache", false, load));
        rows.add(
                new Row(
                        "first cold",
                        "load and a first encoding, step and decoding, cold",
                        false,
                        null));
        rows.add(new Row("load", "load, warm page cache", false, load));
        rows.add(new Row("text 100", "text encoding, 100 tokens", false, null));
        rows.add(new Row("text 512", "text encoding, 512 tokens", false, null));
        for (int side : sides) {
            Target bar = side == 512 ? new Target.Below(Quantity.seconds(20)) : null;
            rows.add(new Row("step " + side, "step " + side + "x" + side, false, bar));
        }
        for (int side : sides) {
            Target bar = side == 512 ? new Target.Below(Quantity.seconds(15)) : null;
            rows.add(new Row("decode " + side, "VAE decoding " + side + "x" + side, false, bar));
        }
        Target memory = new Target.Below(Quantity.gigabytes(16));
        rows.add(new Row("peak of steps", "peak memory before decoding", true, null));
        int side = sides.getLast();
        rows.add(new Row("peak", "peak memory, " + side + "x" + side, true, memory));
        rows.add(new Row("own", "memory at the end without mapped files", true, null));
        return rows;
    }

    private static Optional<Figure> figure(
            Row row, Map<String, Double> int8, Map<String, Double> q8, ModelFolder shape) {
        Double measured = int8.get(row.key());
        Double baseline = q8.get(row.key());
        if (measured == null || measured == 0 || baseline == null) {
            return Optional.empty();
        }
        Figure figure =
                new Figure(
                        "int8 (baseline: q8)" + scope(shape) + ": " + row.what(),
                        quantity(row, measured),
                        quantity(row, baseline),
                        null);
        return Optional.of(scope(shape).isEmpty() ? figure.withBar(row.bar()) : figure);
    }

    private static Quantity quantity(Row row, double value) {
        return row.memory() ? Quantity.gigabytes(value / 1e9) : Quantity.seconds(value);
    }

    /// What is said of a model that is not of the published size, and has no bars to reach.
    private static String scope(ModelFolder model) {
        ModelShape published = ModelShape.published();
        TransformerConfig transformer = model.transformer();
        int blocks = transformer.layers() + 2 * transformer.refinerLayers();
        int layers = model.textEncoder().layers() - 1;
        boolean whole =
                transformer.dim() == published.transformer().dim()
                        && blocks == published.transformer().blocks()
                        && layers == published.text().layers() - 1;
        return whole ? "" : ", %d blocks, %d text layers".formatted(blocks, layers);
    }

    /// The folder that was named, or one of random weights that goes with the benchmark.
    private static Path model(BenchContext stage) throws IOException {
        Path given = stage.weights();
        if (given != null && Files.exists(given.resolve("model_index.json"))) {
            return given;
        }
        Path folder = given == null ? stage.scratch().path("model") : given;
        Files.createDirectories(folder);
        RandomModel.write(
                folder, stage.plan().model(), file -> stage.say("model: writing " + file));
        return folder;
    }

    private static Map<String, Double> measure(BenchContext stage, Path model, String precision)
            throws IOException, InterruptedException {
        Path prepared = stage.scratch().path("prepared");
        Map<String, Double> figures = new LinkedHashMap<>();
        long start = System.nanoTime();
        stage.say("model " + precision + ": preparing");
        run(stage, model, prepared, precision, List.of());
        figures.put("prepare", (System.nanoTime() - start) / 1e9);
        if (PageCache.drop(List.of(model, prepared))) {
            stage.say("model " + precision + ": loading from a cold page cache");
            Map<String, Double> cold =
                    run(stage, model, prepared, precision, stage.plan().sides().subList(0, 1));
            cold.forEach((key, value) -> figures.put(key + " cold", value));
        }
        stage.say("model " + precision + ": measuring");
        figures.putAll(run(stage, model, prepared, precision, stage.plan().sides()));
        Scratch.delete(prepared);
        return figures;
    }

    private static Map<String, Double> run(
            BenchContext stage, Path model, Path prepared, String precision, List<Integer> sides)
            throws IOException, InterruptedException {
        Process process =
                stage.scratch()
                        .start(
                                stage.jvm()
                                        .command(
                                                ModelProcess.class,
                                                model.toString(),
                                                prepared.toString(),
                                                precision,
                                                String.join(
                                                        ",",
                                                        sides.stream()
                                                                .map(String::valueOf)
                                                                .toList())));
        Map<String, Double> figures = new LinkedHashMap<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int tab = line.indexOf('\t');
                if (tab > 0) {
                    figures.put(line.substring(0, tab), Double.valueOf(line.substring(tab + 1)));
                    stage.say("  " + line.replace('\t', ' '));
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException("the process that measures the model ended with an error");
        }
        return figures;
    }
}
