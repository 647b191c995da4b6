package dev.zimage.engine.importing;

import dev.zimage.engine.gguf.GgufFile;
import dev.zimage.engine.gguf.GgufTensor;
import dev.zimage.engine.weights.FileProblem;
import dev.zimage.engine.weights.Names;
import dev.zimage.engine.weights.TensorType;
import dev.zimage.engine.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The file that a part of the model comes from, mapped: safetensors, GGUF, or a folder with one of
/// either or with shards.
///
/// @param path what was named
/// @param tensors of all that can be read; scales and other companions are in the values
/// @param file to be closed
record SourceWeights(Path path, List<SourceTensor> tensors, AutoCloseable file)
        implements AutoCloseable {

    SourceWeights {
        tensors = List.copyOf(tensors);
    }

    /// @throws IOException when this is no such file, it is damaged, or quantised in a way that is
    ///   not read
    static SourceWeights open(Path path) throws IOException {
        requireExisting(path);
        Optional<Path> gguf = gguf(path);
        if (gguf.isPresent()) {
            return of(GgufFile.open(gguf.get()));
        }
        Weights weights = Files.isDirectory(path) ? Weights.open(path) : Weights.openFile(path);
        try {
            return new SourceWeights(path, new SafetensorsReader(path, weights).tensors(), weights);
        } catch (Throwable e) {
            weights.close();
            throw e;
        }
    }

    private static void requireExisting(Path path) throws IOException {
        if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
            Optional<FileProblem> problem = FileProblem.ofAccess(path);
            if (problem.isPresent() && !problem.get().mayPass()) {
                throw new ImportException(path + ": there is no such file", "check its path");
            }
        }
    }

    /// The GGUF file that was named, or the only one in a folder without safetensors files.
    private static Optional<Path> gguf(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return GgufFile.isGguf(path) ? Optional.of(path) : Optional.empty();
        }
        List<Path> files;
        try (Stream<Path> inside = Files.list(path)) {
            files = inside.filter(Files::isRegularFile).sorted().toList();
        }
        List<Path> ggufs = files.stream().filter(file -> hasEnd(file, ".gguf")).toList();
        if (ggufs.isEmpty() || files.stream().anyMatch(file -> hasEnd(file, ".safetensors"))) {
            return Optional.empty();
        }
        if (ggufs.size() > 1) {
            throw new ImportException(
                    "%s: %d GGUF files: %s"
                            .formatted(
                                    path,
                                    ggufs.size(),
                                    Names.some(
                                            ggufs.stream().map(file -> file.getFileName() + ""))),
                    "name one of them");
        }
        return Optional.of(ggufs.getFirst());
    }

    private static boolean hasEnd(Path file, String end) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(end);
    }

    private static SourceWeights of(GgufFile file) {
        List<SourceTensor> tensors = new ArrayList<>();
        for (GgufTensor tensor : file.tensors().values()) {
            tensors.add(new SourceTensor(tensor.name(), tensor.shape(), values(tensor)));
        }
        return new SourceWeights(file.path(), tensors, file);
    }

    private static SourceValues values(GgufTensor tensor) {
        return switch (tensor.type()) {
            case F32 -> new SourceValues.Plain(tensor.data(), TensorType.F32);
            case F16 -> new SourceValues.Plain(tensor.data(), TensorType.F16);
            case BF16 -> new SourceValues.Plain(tensor.data(), TensorType.BF16);
            default -> new SourceValues.Blocks(tensor);
        };
    }

    List<String> names() {
        return tensors.stream().map(SourceTensor::name).toList();
    }

    @Override
    public void close() {
        switch (file) {
            case Weights weights -> weights.close();
            case GgufFile gguf -> gguf.close();
            default -> throw new IllegalStateException("opened something else: " + file);
        }
    }
}
