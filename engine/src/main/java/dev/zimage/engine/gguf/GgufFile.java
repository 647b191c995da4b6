package dev.zimage.engine.gguf;

import dev.zimage.engine.weights.FileProblem;
import dev.zimage.engine.weights.Names;
import dev.zimage.engine.weights.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A mapped GGUF file. Opening reads the list of tensors only. Safe for use by several threads;
/// closing unmaps it: no thread may be reading a tensor.
public final class GgufFile implements AutoCloseable {

    static final String MAGIC = "GGUF";

    private final Arena arena;
    private final Path path;
    private final Map<String, GgufTensor> tensors;

    private GgufFile(Arena arena, Path path, Map<String, GgufTensor> tensors) {
        this.arena = arena;
        this.path = path;
        this.tensors = tensors;
    }

    /// Whether a file begins as such files do.
    public static boolean isGguf(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] magic = MAGIC.getBytes(StandardCharsets.ISO_8859_1);
            return Arrays.equals(in.readNBytes(magic.length), magic);
        }
    }

    /// Maps a file.
    ///
    /// @throws WeightsException when it is cut off, damaged, one of several parts, or has a type of
    ///   values that is not read; names the file and the tensor
    @SuppressWarnings("MustBeClosedChecker") // closed by close()
    public static GgufFile open(Path file) throws IOException {
        Optional<FileProblem> problem = FileProblem.ofAccess(file);
        if (problem.isPresent()) {
            throw new WeightsException(problem.get().fault(), problem.get().mayPass());
        }
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment mapped = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
            Map<String, GgufTensor> tensors = new LinkedHashMap<>();
            for (GgufTensor tensor : GgufHeader.read(file, mapped)) {
                if (tensors.putIfAbsent(tensor.name(), tensor) != null) {
                    throw new WeightsException(
                            file + ": tensor " + Names.one(tensor.name()) + " is there twice");
                }
            }
            return new GgufFile(arena, file, tensors);
        } catch (Throwable e) {
            arena.close();
            throw e;
        }
    }

    /// The file that was opened.
    public Path path() {
        return path;
    }

    /// All tensors by name, in the order of the file.
    public Map<String, GgufTensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    @Override
    public String toString() {
        return "GgufFile[" + path + ", " + tensors.size() + " tensors]";
    }
}
