package dev.zimage.bench;

import dev.zimage.bench.model.ModelProcess;
import dev.zimage.bench.model.ModelShape;
import dev.zimage.bench.model.PageCache;
import dev.zimage.bench.model.RandomModel;
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
/// loading, and memory. The 8-bit mode that the host prefers is held against the other one.
final class ModelBenchmark implements Benchmark {

    private static final List<Integer> SIDES = List.of(256, 512, 1024);
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
    public List<Figure> run(Stage stage) throws Exception {
        Path model = model(stage);
        Map<String, Double> int8 = measure(stage, model, INT8);
        Map<String, Double> q8 = measure(stage, model, Q8);
        boolean whole = isWhole(stage);
        String scope = whole ? "" : scope(stage.plan().model());
        List<Figure> figures = new ArrayList<>();
        for (Row row : rows()) {
            figure(row, scope, int8, q8)
                    .map(figure -> figure.withBar(whole ? row.bar() : null))
                    .ifPresent(figures::add);
        }
        if (!int8.containsKey("load cold")) {
            stage.say("model: this system cannot drop its page cache, so loading is warm only");
        }
        return figures;
    }

    /// A line of the table.
    ///
    /// @param key of the figure in what the processes tell
    private record Row(String key, String what, boolean memory, @Nullable Bar bar) {}

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("prepare", "prepare the weights, once", false, null));
        Bar load = new Bar.Below(Quantity.seconds(10));
        rows.add(new Row("load cold", "load, cold page cache", false, load));
        rows.add(new Row("first cold", "load and a first 256x256 step, cold", false, null));
        rows.add(new Row("load", "load, warm page cache", false, load));
        rows.add(new Row("text 100", "text encoding, 100 tokens", false, null));
        rows.add(new Row("text 512", "text encoding, 512 tokens", false, null));
        for (int side : SIDES) {
            Bar bar = side == 512 ? new Bar.Below(Quantity.seconds(20)) : null;
            rows.add(new Row("step " + side, "step " + side + "x" + side, false, bar));
        }
        for (int side : SIDES) {
            Bar bar = side == 512 ? new Bar.Below(Quantity.seconds(15)) : null;
            rows.add(new Row("decode " + side, "VAE decoding " + side + "x" + side, false, bar));
        }
        Bar memory = new Bar.Below(Quantity.gigabytes(16));
        rows.add(new Row("peak of steps", "peak resident memory before decoding", true, null));
        rows.add(new Row("peak", "peak resident memory, 1024x1024", true, memory));
        rows.add(new Row("own", "resident memory at the end without mapped files", true, null));
        return rows;
    }

    private static Optional<Figure> figure(
            Row row, String scope, Map<String, Double> int8, Map<String, Double> q8) {
        Double measured = int8.get(row.key());
        Double baseline = q8.get(row.key());
        if (measured == null || measured == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Figure(
                        "model int8 (baseline: q8)" + scope + ": " + row.what(),
                        quantity(row, measured),
                        baseline == null ? null : quantity(row, baseline),
                        null));
    }

    private static Quantity quantity(Row row, double value) {
        return row.memory() ? Quantity.gigabytes(value / 1e9) : Quantity.seconds(value);
    }

    private static boolean isWhole(Stage stage) {
        return stage.weights() != null || stage.plan().model().equals(ModelShape.published());
    }

    private static String scope(ModelShape shape) {
        return ", %d of %d blocks, %d of %d text layers"
                .formatted(
                        shape.transformer().blocks(),
                        ModelShape.published().transformer().blocks(),
                        shape.text().layers() - 1,
                        ModelShape.published().text().layers() - 1);
    }

    /// The folder that was named, or one of random weights that goes with the benchmark.
    private static Path model(Stage stage) throws IOException {
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

    private static Map<String, Double> measure(Stage stage, Path model, String precision)
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
                    run(stage, model, prepared, precision, List.of(SIDES.getFirst()));
            cold.forEach((key, value) -> figures.put(key + " cold", value));
        }
        stage.say("model " + precision + ": measuring");
        figures.putAll(run(stage, model, prepared, precision, SIDES));
        Scratch.delete(prepared);
        return figures;
    }

    private static Map<String, Double> run(
            Stage stage, Path model, Path prepared, String precision, List<Integer> sides)
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
