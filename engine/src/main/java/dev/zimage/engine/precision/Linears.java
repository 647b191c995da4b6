package dev.zimage.engine.precision;

import dev.zimage.engine.onnx.Attribute;
import dev.zimage.engine.onnx.ElementType;
import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.onnx.Value;
import dev.zimage.engine.weights.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes linear layers, `y = x·Wᵀ`, into a graph in a [Precision]. For one thread and one graph.
public final class Linears {

    /// Inputs that share a scale. A block of 32 costs a bit a weight more than one of 128; at 4
    /// bits the error asks for it.
    private static final int BLOCK_OF_8_BITS = 128;

    private static final int BLOCK_OF_4_BITS = 32;

    /// Of unsigned bytes: where zero is, which is one more than the greatest distance from it.
    /// Processors without instructions for it add products of bytes in pairs, in 16 bits: there
    /// activations have 7 bits, so that no pair overflows.
    private static final int MIDDLE = ByteProducts.available() ? 128 : 64;

    private static final float GREATEST = MIDDLE - 1;
    private static final float NEVER_ZERO = 1e-30f;

    private final Precision precision;
    private final WeightFile file;
    private final Map<Value, Tokens> quantised = new HashMap<>();

    /// Activations in bytes.
    ///
    /// @param bytes tokens by channels, unsigned, around [#MIDDLE]
    /// @param scales a column of one for each token
    private record Tokens(Value bytes, Value scales) {}

    public Linears(Precision precision, WeightFile file) {
        this.precision = precision;
        this.file = file;
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
        Tensor source = weight(name);
        long[] shape = {source.shape().get(1), source.shape().get(0)};
        Graph graph = x.graph();
        Value w =
                file.place(
                        graph,
                        name + ".weight",
                        source,
                        ElementType.FLOAT,
                        shape,
                        FloatForm.TRANSPOSED);
        return graph.node(graph.unused(name), "MatMul", List.of(x, w));
    }

    private Value bytes(String name, Value x) {
        Tensor source = weight(name);
        long outputs = source.shape().get(0);
        long[] shape = {source.shape().get(1), outputs};
        Graph graph = x.graph();
        Tokens tokens = quantised.computeIfAbsent(x, Linears::quantise);
        Value w =
                file.place(
                        graph,
                        name + ".weight",
                        source,
                        ElementType.INT8,
                        shape,
                        ChannelForm.BYTES);
        Value scales =
                file.place(
                        graph,
                        name + ".scales",
                        source,
                        ElementType.FLOAT,
                        new long[] {outputs},
                        ChannelForm.SCALES);
        Value y =
                graph.node(
                        graph.unused(name),
                        "com.microsoft:MatMulIntegerToFloat",
                        List.of(
                                tokens.bytes(),
                                w,
                                graph.scalar(1),
                                scales,
                                graph.byteScalar(MIDDLE)));
        return y.times(tokens.scales());
    }

    private static Tokens quantise(Value x) {
        Graph graph = x.graph();
        Value most = x.greatest().atLeast(x.least().negated());
        Value scales = most.times(1 / GREATEST).plus(NEVER_ZERO);
        Value perToken = scales.reshape(-1);
        Value middle = graph.byteScalar(MIDDLE).expand(perToken.sizes(0, 1));
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
        int outputs = ChannelForm.outputs(source);
        int inputs = ChannelForm.inputs(source);
        BlockForm values = new BlockForm(bits, block, false);
        BlockForm scales = new BlockForm(bits, values.block(), true);
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
