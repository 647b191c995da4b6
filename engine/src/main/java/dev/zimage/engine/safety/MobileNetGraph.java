package dev.zimage.engine.safety;

import dev.zimage.engine.onnx.Attribute;
import dev.zimage.engine.onnx.ElementType;
import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.onnx.Value;
import java.util.List;

/// Writes the graph of Keras' MobileNetV2 (width 1) with the head that nsfwjs trained. The
/// normalisations are multiplied into the kernels before them.
///
/// | in and out | shape |
/// | --- | --- |
/// | `image`, 0 to 1 | 1, 3, 224, 224 |
/// | `classes`, probabilities | 1, 5 |
final class MobileNetGraph {

    private static final double EPSILON = 1e-3;
    private static final int BLOCKS = 16;
    private static final List<Integer> HALVING = List.of(1, 3, 6, 13);
    private static final int CLASSES = 5;

    private final Graph graph = new Graph("mobilenet_v2");
    private final QuantisedWeights weights;

    private MobileNetGraph(QuantisedWeights weights) {
        this.weights = weights;
    }

    static Graph write(QuantisedWeights weights) {
        return new MobileNetGraph(weights).write();
    }

    private Graph write() {
        int side = Thumbnail.SIDE;
        Value x = graph.input("image", ElementType.FLOAT, 1, 3, side, side);
        x = relu6(convolution("Conv1", "bn_Conv1", x, 2));
        x = relu6(depthwise("expanded_conv_depthwise", x, 1));
        x = convolution("expanded_conv_project", x);
        for (int i = 1; i <= BLOCKS; i++) {
            x = block("block_" + i, x, HALVING.contains(i) ? 2 : 1);
        }
        x = relu6(convolution("Conv_1", "Conv_1_bn", x, 1));
        x = graph.node(graph.unused("pool"), "GlobalAveragePool", List.of(x)).reshape(1, -1);
        x = relu(dense("dense_1", x));
        x = relu(dense("dense_2", x));
        x = graph.node(graph.unused("softmax"), "Softmax", List.of(dense("dense_3", x)));
        graph.output("classes", x, ElementType.FLOAT, 1, CLASSES);
        return graph;
    }

    private Value block(String name, Value x, int stride) {
        Value y = relu6(convolution(name + "_expand", x));
        y = relu6(depthwise(name + "_depthwise", y, stride));
        y = convolution(name + "_project", y);
        int[] in = weights.shape(name + "_expand/kernel");
        int[] out = weights.shape(name + "_project/kernel");
        return stride == 1 && in[2] == out[3] ? x.plus(y) : y;
    }

    private Value convolution(String name, Value x) {
        return convolution(name, name + "_BN", x, 1);
    }

    /// Kernels are published as height, width, in, out.
    private Value convolution(String name, String norm, Value x, int stride) {
        int[] shape = weights.shape(name + "/kernel");
        float[] kernel = turned(weights.floats(name + "/kernel"), shape[3]);
        long[] turned = {shape[3], shape[2], shape[0], shape[1]};
        float[] ordered = channelsFirst(kernel, shape[3], shape[0] * shape[1], shape[2]);
        return normalised(name, norm, x, ordered, turned, stride, 1);
    }

    /// Each channel has a kernel of its own; they are published as height, width, channels, 1.
    private Value depthwise(String name, Value x, int stride) {
        int[] shape = weights.shape(name + "/depthwise_kernel");
        float[] kernel = turned(weights.floats(name + "/depthwise_kernel"), shape[2]);
        long[] turned = {shape[2], 1, shape[0], shape[1]};
        return normalised(name, name + "_BN", x, kernel, turned, stride, shape[2]);
    }

    private Value normalised(
            String name,
            String norm,
            Value x,
            float[] kernel,
            long[] shape,
            int stride,
            int groups) {
        float[] gamma = weights.floats(norm + "/gamma");
        float[] variance = weights.floats(norm + "/moving_variance");
        float[] mean = weights.floats(norm + "/moving_mean");
        float[] bias = weights.floats(norm + "/beta");
        int each = kernel.length / gamma.length;
        for (int channel = 0; channel < gamma.length; channel++) {
            double factor = gamma[channel] / Math.sqrt(variance[channel] + EPSILON);
            bias[channel] -= (float) (mean[channel] * factor);
            for (int i = channel * each; i < (channel + 1) * each; i++) {
                kernel[i] *= (float) factor;
            }
        }
        long size = shape[2];
        long before = stride == 1 ? size / 2 : 0;
        long after = size / 2;
        return graph.node(
                graph.unused(name),
                "Conv",
                List.of(x, graph.floats(shape, kernel), graph.floats(bias)),
                Attribute.of("kernel_shape", size, size),
                Attribute.of("strides", stride, stride),
                Attribute.of("pads", before, before, after, after),
                Attribute.of("group", (long) groups));
    }

    /// Brings the last axis to the front.
    private static float[] turned(float[] values, int last) {
        int rows = values.length / last;
        float[] turned = new float[values.length];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < last; i++) {
                turned[i * rows + row] = values[row * last + i];
            }
        }
        return turned;
    }

    /// In each of the `outer` parts: from places by channels to channels by places.
    private static float[] channelsFirst(float[] values, int outer, int places, int channels) {
        float[] ordered = new float[values.length];
        for (int part = 0; part < outer; part++) {
            int start = part * places * channels;
            for (int i = 0; i < places * channels; i++) {
                ordered[start + i % channels * places + i / channels] = values[start + i];
            }
        }
        return ordered;
    }

    private Value dense(String name, Value x) {
        int[] shape = weights.shape(name + "/kernel");
        Value kernel =
                graph.floats(new long[] {shape[0], shape[1]}, weights.floats(name + "/kernel"));
        return x.matMul(kernel).plus(graph.floats(weights.floats(name + "/bias")));
    }

    private Value relu(Value x) {
        return graph.node(graph.unused("relu"), "Relu", List.of(x));
    }

    private Value relu6(Value x) {
        return graph.node(
                graph.unused("relu6"), "Clip", List.of(x, graph.scalar(0), graph.scalar(6)));
    }
}
