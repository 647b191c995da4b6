package dev.zimage.engine.graph;

import dev.zimage.engine.onnx.Attribute;
import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.onnx.Value;
import dev.zimage.engine.precision.LinearLayers;
import dev.zimage.engine.precision.WeightFile;
import java.util.List;

/// A module of a network: a place in the tree of names that its weights have. What it writes into
/// the graph is named after it.
///
/// @param path with a dot behind each part; empty for the network itself
record NetworkModule(Graph graph, WeightFile file, LinearLayers linears, String path) {

    /// A module inside this one, by one name or more with dots between.
    NetworkModule at(String child) {
        return new NetworkModule(graph, file, linears, path + child + ".");
    }

    Value weight(String name) {
        return file.floats(graph, path + name);
    }

    boolean has(String name) {
        return file.has(path + name);
    }

    /// `x·Wᵀ + b`, in the precision of the network; the bias is optional.
    Value linear(String name, Value x) {
        return biased(name, linears.apply(path + name, x));
    }

    /// `x·Wᵀ + b` in 32-bit floats, for layers that are small or sensitive.
    Value floatLinear(String name, Value x) {
        return biased(name, linears.floats(path + name, x));
    }

    private Value biased(String name, Value y) {
        return has(name + ".bias") ? y.plus(weight(name + ".bias")) : y;
    }

    /// `x / √(mean(x²) + ε) · w` over the last axis.
    Value rmsNorm(String name, Value x, double epsilon) {
        return rmsNorm(name, x, weight(name + ".weight"), epsilon);
    }

    /// The same with a weight that is computed.
    Value rmsNorm(String name, Value x, Value weight, double epsilon) {
        return graph.node(
                graph.unused(path + name),
                "SimplifiedLayerNormalization",
                List.of(x, weight),
                Attribute.of("axis", -1L),
                Attribute.of("epsilon", (float) epsilon));
    }

    /// Attention of every token to every other, or to those before it. Queries, keys and values are
    /// of the shape 1, tokens, heads · width.
    Value attention(Value q, Value k, Value v, int heads, boolean causal) {
        return graph.node(
                graph.unused(path + "attention"),
                "com.microsoft:MultiHeadAttention",
                List.of(q, k, v),
                Attribute.of("num_heads", (long) heads),
                Attribute.of("unidirectional", causal ? 1L : 0L));
    }

    /// Rotates pairs of channels of each head by the angles of the token.
    ///
    /// @param x of the shape 1, tokens, heads · width
    /// @param interleaved whether a pair is two neighbours, or one of each half
    Value rotate(String name, Value x, RotaryEmbedding angles, boolean interleaved) {
        return graph.node(
                graph.unused(path + name + "/rotate"),
                "com.microsoft:RotaryEmbedding",
                List.of(x, graph.longs(0), angles.cos(), angles.sin()),
                Attribute.of("interleaved", interleaved ? 1L : 0L));
    }

    /// A convolution with a stride of 1 that keeps the size.
    Value convolution(String name, Value x, int kernel) {
        long side = kernel / 2;
        return graph.node(
                graph.unused(path + name),
                "Conv",
                List.of(x, weight(name + ".weight"), weight(name + ".bias")),
                Attribute.of("kernel_shape", kernel, kernel),
                Attribute.of("pads", side, side, side, side));
    }

    /// The kernels of a convolution of 3 by 3.
    ///
    /// @param doubling whether the picture is doubled by repetition before it is convolved
    StripConvolution.Kernels kernels(String name, boolean doubling) {
        List<Long> shape = file.shape(path + name + ".weight");
        return new StripConvolution.Kernels(
                file.winogradKernels(graph, path + name + ".weight", doubling),
                weight(name + ".bias"),
                Math.toIntExact(shape.get(1)),
                Math.toIntExact(shape.get(0)));
    }

    /// A convolution of 1 by 1.
    StripConvolution.Widening widening(String name) {
        return new StripConvolution.Widening(
                linears.weights(path + name, graph), weight(name + ".bias"));
    }
}
