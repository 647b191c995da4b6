package dev.zimage.engine.importing;

import dev.zimage.engine.UnusableModelException;
import dev.zimage.engine.lora.Lora;
import dev.zimage.engine.lora.LoraSet;
import dev.zimage.engine.model.ModelException;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.model.ModelKind;
import dev.zimage.engine.weights.Names;
import dev.zimage.engine.weights.Tensor;
import dev.zimage.engine.weights.ValueScan;
import dev.zimage.engine.weights.Weights;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Checks a LoRA file and copies it to the folder where settings find it by its name alone. Its
/// format is checked, that its layers are those of the model, and that its values are numbers. The
/// copy gets its name when it is complete. PEFT's configuration beside the file is copied, too.
public final class LoraImport {

    private static final int BLOCK = 1 << 16;

    /// Prefix and suffix of the name of a copy until it is complete.
    private static final String UNFINISHED = ".lora-";

    private static final String UNFINISHED_END = ".importing";
    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

    private LoraImport() {}

    /// What an import has made.
    ///
    /// @param file the copy
    /// @param bytes of it
    /// @param weights of the transformer that it changes
    public record Outcome(Path file, long bytes, int weights) {}

    /// Imports a file. The same file once more changes nothing.
    ///
    /// @param config a folder of a model that the file must fit; empty for that of Z-Image-Turbo
    /// @param to the file that is made
    /// @throws UnusableModelException when the file cannot be used or copied; names what is wrong
    public static Outcome run(Path source, Optional<Path> config, Path to) throws IOException {
        int weights = check(source, config);
        try {
            boolean copied = isCopied(Optional.of(source), to);
            Optional<Path> configuration = new Lora(source, 1).configuration();
            Path configurationTo = Lora.configurationOf(to);
            if (!isCopied(configuration, configurationTo) && configuration.isPresent()) {
                copy(configuration.get(), configurationTo);
            }
            if (!copied) {
                copy(source, to);
            }
        } catch (UnusableModelException e) {
            throw e;
        } catch (IOException e) {
            throw ImportFolder.failure(to, e);
        }
        return new Outcome(to, Files.size(to), weights);
    }

    /// @return weights of the transformer that it changes
    private static int check(Path source, Optional<Path> config) throws IOException {
        Path folder = Files.createTempDirectory("zimage-lora");
        try {
            new ConfigFiles(config, ModelKind.TURBO).write(folder);
            try (LoraSet set = LoraSet.open(List.of(new Lora(source, 1)), open(folder, config))) {
                requireNumbers(source);
                return set.changes().deltas().size();
            }
        } finally {
            delete(folder);
        }
    }

    /// Messages about the copied configurations name the folder that they come from.
    private static ModelFolder open(Path folder, Optional<Path> config) throws IOException {
        try {
            return ModelFolder.open(folder);
        } catch (ModelException e) {
            String from = config.orElse(folder).toString();
            throw new ImportException(
                    e.fault().reason().replace(folder.toString(), from), e.fault().remedy(), e);
        }
    }

    private static void requireNumbers(Path source) throws IOException {
        try (Weights weights = Weights.openFile(source)) {
            for (String name : weights.names()) {
                requireNumbers(source, weights.tensor(name));
            }
        }
    }

    private static void requireNumbers(Path source, Tensor tensor) throws ImportException {
        ValueScan scan = new ValueScan();
        float[] block = new float[BLOCK];
        for (long from = 0; from < tensor.values(); from += BLOCK) {
            int count = (int) Math.min(BLOCK, tensor.values() - from);
            tensor.read(from, block, 0, count);
            scan.add(block, count);
        }
        Optional<String> problem = scan.noNumber();
        if (problem.isPresent()) {
            throw new ImportException(
                    "%s: tensor %s %s".formatted(source, Names.one(tensor.name()), problem.get()),
                    "the file is damaged: download it again");
        }
    }

    /// Whether a file is there already, which takes a look at all its bytes.
    ///
    /// @throws ImportException when another one is there
    private static boolean isCopied(Optional<Path> source, Path to) throws IOException {
        if (!Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (source.isPresent() && Files.isRegularFile(to) && Files.mismatch(source.get(), to) < 0) {
            return true;
        }
        throw new ImportException(
                to + ": a different file is there already", "name this one with --as");
    }

    private static void copy(Path source, Path to) throws IOException {
        Path folder = to.resolveSibling(".");
        Files.createDirectories(folder);
        removeAbandoned(folder);
        ImportFolder.requireSpace(folder, to, "the file", Files.size(source), "make room");
        Path unfinished = Files.createTempFile(folder, UNFINISHED, UNFINISHED_END);
        try {
            Files.copy(source, unfinished, StandardCopyOption.REPLACE_EXISTING);
            if (Files.mismatch(source, unfinished) >= 0) {
                throw new ImportException(
                        source + ": it changed while it was copied", "import it again");
            }
            Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /// Removes what a killed import has left. A copy in progress was written to recently.
    private static void removeAbandoned(Path folder) throws IOException {
        long since = Instant.now().minus(ABANDONED_AFTER).toEpochMilli();
        try (DirectoryStream<Path> left =
                Files.newDirectoryStream(folder, UNFINISHED + "*" + UNFINISHED_END)) {
            for (Path file : left) {
                if (file.toFile().lastModified() < since) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
