package dev.zimage.engine.weights;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The weights of one component of a model, mapped: a single `.safetensors` file, or shards with an
/// index. Opening reads only the headers; the pages of a tensor come from the disk when they are
/// touched, and processes that map the same files share them.
///
/// Safe for use by several threads. Closing unmaps everything: no thread may be reading a tensor.
public final class Weights implements AutoCloseable {

    private final Arena arena;
    private final Path folder;
    private final List<Path> files;
    private final Map<String, Placed> tensors;
    private final Map<String, String> metadata;

    private record Placed(Header.Entry entry, Path file, MemorySegment mapped) {}

    private Weights(
            Arena arena,
            Path folder,
            List<Path> files,
            Map<String, Placed> tensors,
            Map<String, String> metadata) {
        this.arena = arena;
        this.folder = folder;
        this.files = files;
        this.tensors = tensors;
        this.metadata = metadata;
    }

    /// Maps the weights in a folder.
    ///
    /// @throws WeightsException when the files are not whole, contradict their index, or hold a
    ///   tensor twice; names the file and the tensor
    public static Weights open(Path folder) throws IOException {
        return open(folder, ComponentFiles.find(folder));
    }

    /// Maps one file, whatever its name.
    ///
    /// @throws WeightsException when it is not whole; names the tensor
    public static Weights openFile(Path file) throws IOException {
        return open(file, new ComponentFiles(List.of(file), null, Map.of()));
    }

    @SuppressWarnings("MustBeClosedChecker") // closed by close()
    private static Weights open(Path path, ComponentFiles component) throws IOException {
        Arena arena = Arena.ofShared();
        try {
            Map<String, Placed> tensors = new LinkedHashMap<>();
            Map<String, String> metadata = new HashMap<>();
            for (Path file : component.files()) {
                metadata.putAll(map(file, arena, tensors));
            }
            compareWithIndex(component, tensors);
            return new Weights(arena, path, component.files(), tensors, metadata);
        } catch (Throwable e) {
            arena.close();
            throw e;
        }
    }

    /// @return the metadata of the file
    private static Map<String, String> map(Path file, Arena arena, Map<String, Placed> tensors)
            throws IOException {
        Optional<FileProblem> problem = FileProblem.ofWeights(file);
        if (problem.isPresent()) {
            throw new WeightsException(problem.get());
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Header header = Header.read(file, channel);
            MemorySegment mapped = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
            for (Header.Entry entry : header.entries()) {
                Placed other = tensors.putIfAbsent(entry.name(), new Placed(entry, file, mapped));
                if (other != null) {
                    throw new WeightsException(
                            "%s: tensor %s is in %s as well"
                                    .formatted(
                                            file,
                                            Names.one(entry.name()),
                                            other.file().getFileName()));
                }
            }
            return header.metadata();
        }
    }

    private static void compareWithIndex(ComponentFiles component, Map<String, Placed> tensors)
            throws WeightsException {
        if (component.index() == null) {
            return;
        }
        List<String> missing = new ArrayList<>();
        component
                .shardOf()
                .forEach((name, file) -> {
                    Placed placed = tensors.get(name);
                    if (placed == null || !placed.file().equals(file)) {
                        missing.add(name + " (" + file.getFileName() + ")");
                    }
                });
        List<String> unlisted =
                tensors.keySet().stream()
                        .filter(name -> !component.shardOf().containsKey(name))
                        .toList();
        if (!missing.isEmpty() || !unlisted.isEmpty()) {
            throw new WeightsException(
                    component.index()
                            + ": the index and the shards differ"
                            + (missing.isEmpty()
                                    ? ""
                                    : "; not where it says: " + Names.some(missing.stream()))
                            + (unlisted.isEmpty()
                                    ? ""
                                    : "; not in it: " + Names.some(unlisted.stream())));
        }
    }

    /// The same weights with a prefix taken off the names that have it; they are closed together.
    ///
    /// @throws WeightsException when two would have the same name then
    public Weights withoutPrefix(String prefix) throws WeightsException {
        Map<String, Placed> renamed = new LinkedHashMap<>();
        for (Map.Entry<String, Placed> tensor : tensors.entrySet()) {
            String name = tensor.getKey();
            String rest = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
            if (renamed.putIfAbsent(rest, tensor.getValue()) != null) {
                throw new WeightsException(
                        "%s: tensor %s is there twice, with and without %s"
                                .formatted(folder, Names.one(rest), prefix));
            }
        }
        return new Weights(arena, folder, files, renamed, metadata);
    }

    /// The folder or the file that was opened.
    public Path folder() {
        return folder;
    }

    /// The mapped files, by name.
    public List<Path> files() {
        return files;
    }

    /// The names of all tensors, in the order of the files and of the bytes in them.
    public Set<String> names() {
        return Collections.unmodifiableSet(tensors.keySet());
    }

    /// The shape of a tensor of any type, or null when there is none of this name.
    public @Nullable List<Long> shape(String name) {
        Placed placed = tensors.get(name);
        return placed == null ? null : placed.entry().shape();
    }

    /// The type of a tensor as the file writes it, or null when there is none of this name.
    public @Nullable String type(String name) {
        Placed placed = tensors.get(name);
        return placed == null ? null : placed.entry().type();
    }

    /// The bytes of a tensor of any type, read-only.
    ///
    /// @throws WeightsException when there is none of this name
    public MemorySegment bytes(String name) throws WeightsException {
        Placed placed = placed(name);
        return placed.mapped().asSlice(placed.entry().offset(), placed.entry().bytes());
    }

    /// What the files say beside their tensors, by key.
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    private Placed placed(String name) throws WeightsException {
        Placed placed = tensors.get(name);
        if (placed == null) {
            throw new WeightsException(folder + ": there is no tensor " + Names.one(name));
        }
        return placed;
    }

    /// A tensor of this name.
    ///
    /// @throws WeightsException when there is none, or when its type is not one of [TensorType]
    public Tensor tensor(String name) throws WeightsException {
        Placed placed = placed(name);
        Header.Entry entry = placed.entry();
        TensorType type = known(entry.type());
        if (type == null) {
            throw new WeightsException(
                    "%s: tensor %s has values of type %s; weights are F32, F16 or BF16"
                            .formatted(placed.file(), Names.one(name), Names.one(entry.type())));
        }
        MemorySegment data = placed.mapped().asSlice(entry.offset(), entry.bytes());
        return new Tensor(name, type, entry.shape(), data, placed.file(), entry.offset());
    }

    private static @Nullable TensorType known(String name) {
        for (TensorType type : TensorType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        return null;
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    @Override
    public String toString() {
        return "Weights[" + folder + ", " + tensors.size() + " tensors]";
    }
}
