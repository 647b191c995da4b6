package dev.zimage.engine.precision;

import dev.zimage.engine.onnx.ElementType;
import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.onnx.Value;
import dev.zimage.engine.weights.Tensor;
import dev.zimage.engine.weights.WeightChanges;
import dev.zimage.engine.weights.Weights;
import dev.zimage.engine.weights.WeightsException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The plan of a file with the constants of one graph or of several, in the form in which these
/// take them. It fills while they are built: what a graph asks for gets its place at once, so that
/// the plan and the graph cannot differ. For one thread.
public final class WeightFile {

    /// Constants begin at pages, so that mapping one does not touch the next.
    private static final long ALIGNMENT = 4096;

    private final String component;
    private final String name;
    private final Weights weights;
    private final WeightChanges changes;
    private final ByteLevels levels;
    private final Map<String, StoredWeight> pieces = new LinkedHashMap<>();
    private long size;

    /// @param component of the model, for example `transformer`
    /// @param weights as published; must be open until the file is made
    public WeightFile(String component, Precision precision, Weights weights) {
        this(component, precision, weights, WeightChanges.NONE);
    }

    /// The same for a network that runs seldom: products of bytes are equally exact on every
    /// processor, which is not the fastest way on some.
    public static WeightFile exact(String component, Precision precision, Weights weights) {
        return new WeightFile(
                component, precision, weights, WeightChanges.NONE, ByteLevels.exact());
    }

    /// @param changes that the weights are made with
    public WeightFile(
            String component, Precision precision, Weights weights, WeightChanges changes) {
        this(component, precision, weights, changes, ByteLevels.fast());
    }

    private WeightFile(
            String component,
            Precision precision,
            Weights weights,
            WeightChanges changes,
            ByteLevels levels) {
        this.component = component;
        // On a disk that machines share, each kind of processor has its own file.
        String format = precision == Precision.INT8 ? levels.id() : precision.id();
        String key = changes.key().isEmpty() ? "" : ".lora-" + changes.key();
        this.name = component + "." + format + key + ".weights";
        this.levels = levels;
        this.weights = weights;
        this.changes = changes;
    }

    /// The files that the changes come from.
    List<Path> changeFiles() {
        return changes.files();
    }

    /// A weight in 32-bit floats, with its published shape.
    public Value floats(Graph graph, String tensor) {
        Tensor source = tensor(tensor);
        long[] shape = source.shape().stream().mapToLong(Long::longValue).toArray();
        return place(graph, tensor, source, ElementType.FLOAT, shape, FloatFormat.PLAIN);
    }

    /// Kernels of 3 by 3 as 36 matrices of inputs by outputs, for Winograd's F(4x4, 3x3).
    ///
    /// @param doubling whether the picture is doubled by repetition before it is convolved; the
    ///   kernels are for the picture before that: four, for even and odd rows and columns, each as
    ///   25 matrices
    public Value winogradKernels(Graph graph, String tensor, boolean doubling) {
        Tensor source = tensor(tensor);
        WinogradFormat format = new WinogradFormat(doubling);
        long[] shape = {format.matrices(), source.shape().get(1), source.shape().get(0)};
        return place(graph, tensor, source, ElementType.FLOAT, shape, format);
    }

    /// Whether the published weights have a tensor of this name.
    public boolean has(String tensor) {
        return weights.shape(tensor) != null;
    }

    /// The published shape of a tensor.
    public List<Long> shape(String tensor) {
        return tensor(tensor).shape();
    }

    /// The name of the file.
    String name() {
        return name;
    }

    String component() {
        return component;
    }

    /// The bytes that weights become in `int8`.
    ByteLevels levels() {
        return levels;
    }

    /// All files that it is made from: the published ones, then those of the changes.
    List<Path> sources() {
        return Stream.concat(weights.files().stream(), changes.files().stream()).toList();
    }

    List<StoredWeight> pieces() {
        return List.copyOf(pieces.values());
    }

    long size() {
        return size;
    }

    Tensor tensor(String tensor) {
        try {
            return changes.apply(weights.tensor(tensor));
        } catch (WeightsException e) {
            throw new UncheckedIOException(e);
        }
    }

    Value place(
            Graph graph,
            String as,
            Tensor source,
            ElementType type,
            long[] shape,
            WeightFormat format) {
        long length = Arrays.stream(shape).reduce(type.bytes(), Math::multiplyExact);
        StoredWeight piece = pieces.computeIfAbsent(as, key -> append(source, format, length));
        return graph.external(as, type, shape, name, piece.offset(), length);
    }

    private StoredWeight append(Tensor source, WeightFormat format, long length) {
        long offset = Math.ceilDiv(size, ALIGNMENT) * ALIGNMENT;
        size = offset + length;
        return new StoredWeight(source, format, offset, length);
    }
}
