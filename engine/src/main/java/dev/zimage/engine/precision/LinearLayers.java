package dev.zimage.engine.precision;

import dev.zimage.engine.onnx.Attribute;
import dev.zimage.engine.onnx.ElementType;
import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.onnx.Value;
import dev.zimage.engine.weights.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes linear layers, `y = x·Wᵀ`, into a graph in a [Precision]. For one thread and one graph.
public final class LinearLayers {

    /// Inputs that share a scale. A block of 32 costs a bit a weight more than one of 128; at 4
    /// bits the error asks for it.
    private static final int BLOCK_OF_8_BITS = 128;

    private static final int BLOCK_OF_4_BITS = 32;

    private static final float NEVER_ZERO = 1e-30f;

    private final Precision precision;
    private final WeightFile file;
    private final ByteLevels levels;
    private final Map<Value, Tokens> quantised = new HashMap<>();

    /// Activations in bytes.
    ///
    /// @param bytes tokens by channels, unsigned, around the middle of the levels
    /// @param scales a column of one for each token
    private record Tokens(Value bytes, Value scales) {}

    public LinearLayers(Precision precision, WeightFile file) {
        this.precision = precision;
        this.file = file;
        this.levels = file.levels();
    }

    /// A linear layer without its bias.
    ///
    /// @param name of the layer, which its weight is named after
    /// @param x of the shape 1, tokens, channels; layers that take the same value share what the
    ///   precision makes of it
    public Value apply(String name, Value x) {
        return switch (precision) {
            case FP32 -> floats(name, x);
            case INT8 -> bytes(name, x);
            case Q8 -> blocks(name, x, 8, BLOCK_OF_8_BITS);
            case Q4 -> blocks(name, x, 4, BLOCK_OF_4_BITS);
        };
    }

    /// A linear layer without its bias, in 32-bit floats whatever the precision.
    public Value floats(String name, Value x) {
        Graph graph = x.graph();
        return graph.node(graph.unused(name), "MatMul", List.of(x, weights(name, graph)));
    }

    /// The weights of a linear layer, or of a convolution of 1 by 1, in 32-bit floats: inputs by
    /// outputs.
    public Value weights(String name, Graph graph) {
        Tensor source = weight(name);
        long[] shape = {source.shape().get(1), source.shape().get(0)};
        return file.place(
                graph, name + ".weight", source, ElementType.FLOAT, shape, FloatFormat.TRANSPOSED);
    }

    private Value bytes(String name, Value x) {
        Tensor source = weight(name);
        long outputs = source.shape().get(0);
        long[] shape = {source.shape().get(1), outputs};
        Graph graph = x.graph();
        Tokens tokens = quantised.computeIfAbsent(x, this::quantise);
        Value w =
                file.place(
                        graph,
                        name + ".weight",
                        source,
                        levels.weightZero() == 0 ? ElementType.INT8 : ElementType.UINT8,
                        shape,
                        new ChannelFormat(levels, false));
        Value scales =
                file.place(
                        graph,
                        name + ".scales",
                        source,
                        ElementType.FLOAT,
                        new long[] {outputs},
                        new ChannelFormat(levels, true));
        Value y =
                graph.node(
                        graph.unused(name),
                        "com.microsoft:MatMulIntegerToFloat",
                        operands(graph, tokens, w, scales));
        return y.times(tokens.scales());
    }

    private List<Value> operands(Graph graph, Tokens tokens, Value weights, Value scales) {
        List<Value> operands = new ArrayList<>();
        operands.add(tokens.bytes());
        operands.add(weights);
        operands.add(graph.scalar(1));
        operands.add(scales);
        operands.add(graph.byteScalar(levels.middle()));
        if (levels.weightZero() != 0) {
            operands.add(graph.byteScalar(levels.weightZero()));
        }
        return operands;
    }

    private Tokens quantise(Value x) {
        Graph graph = x.graph();
        Value most = x.greatest().atLeast(x.least().negated());
        Value scales = most.times(1f / (levels.middle() - 1)).plus(NEVER_ZERO);
        Value perToken = scales.reshape(-1);
        Value middle = graph.byteScalar(levels.middle()).expand(perToken.sizes(0, 1));
        Value bytes =
                graph.node(
                        graph.unused(x.name() + "/bytes"),
                        "QuantizeLinear",
                        List.of(x, perToken, middle),
                        Attribute.of("axis", 1L));
        return new Tokens(bytes, scales);
    }

    private Value blocks(String name, Value x, int bits, int block) {
        Tensor source = weight(name);
        int outputs = ChannelFormat.outputs(source);
        int inputs = ChannelFormat.inputs(source);
        BlockFormat values = new BlockFormat(bits, block, false);
        BlockFormat scales = new BlockFormat(bits, values.block(), true);
        Graph graph = x.graph();
        Value w =
                file.place(
                        graph,
                        name + ".weight",
                        source,
                        ElementType.UINT8,
                        new long[] {outputs, values.blocks(inputs), values.bytes()},
                        values);
        Value s =
                file.place(
                        graph,
                        name + ".scales",
                        source,
                        ElementType.FLOAT,
                        new long[] {outputs, values.blocks(inputs)},
                        scales);
        return graph.node(
                graph.unused(name),
                "com.microsoft:MatMulNBits",
                List.of(x, w, s),
                Attribute.of("K", (long) inputs),
                Attribute.of("N", (long) outputs),
                Attribute.of("bits", (long) bits),
                Attribute.of("block_size", (long) values.block()),
                Attribute.of("accuracy_level", 4L));
    }

    private Tensor weight(String name) {
        return file.tensor(name + ".weight");
    }
}
