package dev.zimage.engine.importing;

import dev.zimage.engine.gguf.GgufFile;
import dev.zimage.engine.gguf.GgufTensor;
import dev.zimage.engine.weights.TensorType;
import dev.zimage.engine.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The file that a part of the model comes from, mapped: safetensors, GGUF, or a folder with
/// shards.
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
        if (GgufFile.isGguf(path)) {
            return of(GgufFile.open(path));
        }
        Weights weights = Files.isDirectory(path) ? Weights.open(path) : Weights.openFile(path);
        try {
            return new SourceWeights(path, new SafetensorsReader(path, weights).tensors(), weights);
        } catch (Throwable e) {
            weights.close();
            throw e;
        }
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
