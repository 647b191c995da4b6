package dev.zimage.engine.graph;

import dev.zimage.engine.onnx.Attribute;
import dev.zimage.engine.onnx.ElementType;
import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.onnx.Scan;
import dev.zimage.engine.onnx.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Convolutions of 3 by 3 over pictures with channels last, one strip of rows at a time: everything
/// that is computed for a strip, from the norm before the convolution to the sums for the next
/// norm, stays in the processor's cache.
///
/// They are Winograd's F(4x4, 3x3) (see [dev.zimage.engine.precision.WeightFile#winogradKernels]).
/// A tile of 4 by 4 pixels and its surroundings are transformed into 36 values a channel, these are
/// multiplied by transformed kernels, and the 36 sums are transformed into 16 pixels: 36 products
/// instead of 144. In 32-bit floats that costs an error of 2e-6.
///
/// @param graph that the result belongs to
/// @param level how the picture is cut
record StripConvolution(Graph graph, StripLevel level) {

    /// What is convolved.
    ///
    /// @param picture of this level
    /// @param norm applied before the convolution, followed by SiLU; null for neither. It is for
    ///   pixels without the bias of the picture
    record Source(FeatureMap picture, @Nullable Affine norm) {}

    /// What it is convolved with.
    ///
    /// @param weights transformed: points by inputs by outputs
    /// @param bias of the outputs
    /// @param inputs channels
    /// @param outputs channels
    record Kernels(Value weights, Value bias, int inputs, int outputs) {}

    /// What is added to the result.
    ///
    /// @param picture of this level
    /// @param widening where it has fewer or more channels than the result
    record Shortcut(FeatureMap picture, @Nullable Widening widening) {}

    /// A convolution of 1 by 1.
    ///
    /// @param weights inputs by outputs
    /// @param bias of the outputs
    record Widening(Value weights, Value bias) {}

    /// A convolution that keeps the size.
    FeatureMap apply(String name, Source source, Kernels kernels, @Nullable Shortcut shortcut) {
        return convolve(
                name,
                source,
                kernels,
                shortcut,
                WinogradTransform.PLAIN,
                level.places(),
                level.height());
    }

    /// A convolution of the picture after its sides were doubled by repeating each pixel.
    ///
    /// @param kernels one each for even and odd rows and columns
    /// @param larger the level of the result
    FeatureMap doubled(String name, Source source, Kernels kernels, StripLevel larger) {
        return convolve(
                name,
                source,
                kernels,
                null,
                WinogradTransform.DOUBLING,
                level.doubled(),
                larger.height());
    }

    private FeatureMap convolve(
            String name,
            Source source,
            Kernels kernels,
            @Nullable Shortcut shortcut,
            WinogradTransform transform,
            Value places,
            Value height) {
        List<Value> results =
                Scan.over(
                        name,
                        strips(),
                        List.of(3, 2, 2),
                        (inner, strip) -> {
                            Value tiles =
                                    activated(inner, source, strip)
                                            .reshape(-1, kernels.inputs())
                                            .gather(inner.outer(level.around()));
                            Value points = transform.before(tiles, kernels.inputs());
                            Value sums = points.matMul(inner.outer(kernels.weights()));
                            Value y = transform.after(sums, kernels.outputs());
                            y = y.gather(inner.outer(places));
                            if (shortcut != null) {
                                y = y.plus(shortcut(inner, shortcut, strip));
                            }
                            FeatureMap result = FeatureMap.of(y, null);
                            return List.of(result.pixels(), result.means(), result.variances());
                        });
        return new FeatureMap(
                joined(results.get(0), 2, 4),
                shortcut == null ? kernels.bias() : kernels.bias().plus(bias(shortcut)),
                joined(results.get(1), 2, 3).slice(0, graph.longs(0), height),
                joined(results.get(2), 2, 3).slice(0, graph.longs(0), height));
    }

    /// An ordinary convolution, for few outputs.
    ///
    /// @param weights outputs by inputs by 3 by 3
    /// @return outputs by rows by columns
    Value narrow(String name, Source source, Value weights, Value bias) {
        Value strips =
                Scan.over(
                                name,
                                strips(),
                                List.of(3),
                                (inner, strip) -> {
                                    List<Value> without =
                                            strip.stream()
                                                    .map(StripConvolution::withoutZeros)
                                                    .toList();
                                    Value y = activated(inner, source, without).transpose(2, 0, 1);
                                    return List.of(narrow(inner, name, y, weights, bias));
                                })
                        .getFirst();
        return joined(strips.transpose(0, 2, 1, 3), 2, 4)
                .slice(0, graph.longs(0), level.height())
                .transpose(1, 0, 2);
    }

    private static Value narrow(Graph inner, String name, Value y, Value weights, Value bias) {
        Value batch = y.reshape(inner.concat(0, inner.longs(1), y.sizes(0, 3)));
        Value result =
                inner.node(
                        inner.unused(name + "/strip"),
                        "Conv",
                        List.of(batch, inner.outer(weights), inner.outer(bias)),
                        Attribute.of("kernel_shape", 3, 3),
                        Attribute.of("pads", 0, 1, 0, 1));
        return result.reshape(result.sizes(1, 4));
    }

    private List<Scan> strips() {
        return List.of(
                new Scan(level.rows(), ElementType.INT64, List.of("rows")),
                new Scan(level.inside(), ElementType.FLOAT, List.of("rows", 1, 1)));
    }

    /// Without the row of zeros at the end.
    private static Value withoutZeros(Value rows) {
        return rows.slice(0, rows.graph().longs(0), rows.graph().longs(-1));
    }

    /// The rows of a strip, one above it and one below it, normalised, and a row of zeros; zeros
    /// beyond the picture too.
    private static Value activated(Graph inner, Source source, List<Value> strip) {
        Value rows = inner.outer(source.picture().pixels()).gather(strip.get(0));
        Value inside = strip.get(1);
        Affine norm = source.norm();
        if (norm == null) {
            Value bias = source.picture().bias();
            return (bias == null ? rows : rows.plus(inner.outer(bias))).times(inside);
        }
        return rows.times(inside.times(inner.outer(norm.scale())))
                .plus(inside.times(inner.outer(norm.shift())))
                .silu();
    }

    private static Value shortcut(Graph inner, Shortcut shortcut, List<Value> strip) {
        Value own = strip.getFirst().slice(0, inner.longs(1), inner.longs(-2));
        Value rows = inner.outer(shortcut.picture().pixels()).gather(own);
        Widening widening = shortcut.widening();
        return widening == null ? rows : rows.matMul(inner.outer(widening.weights()));
    }

    /// What is to be added to all pixels of what the shortcut adds.
    private Value bias(Shortcut shortcut) {
        Value bias = shortcut.picture().bias();
        Widening widening = shortcut.widening();
        if (widening == null) {
            return bias == null ? graph.scalar(0) : bias;
        }
        return bias == null
                ? widening.bias()
                : bias.reshape(1, -1).matMul(widening.weights()).reshape(-1).plus(widening.bias());
    }

    /// Joins strips one below the other.
    private Value joined(Value strips, long from, long to) {
        return strips.reshape(graph.concat(0, graph.longs(-1), strips.sizes(from, to)));
    }
}
