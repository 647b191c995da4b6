package dev.zimage.engine.graph;

import dev.zimage.engine.model.VaeDecoderConfig;
import dev.zimage.engine.onnx.ElementType;
import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.onnx.Value;
import dev.zimage.engine.precision.Linears;
import dev.zimage.engine.precision.Precision;
import dev.zimage.engine.precision.WeightFile;

/// Writes the graph of the decoder of diffusers' `AutoencoderKL`, with the scaling of the latents
/// that the pipeline does before it.
///
/// | in and out | shape |
/// | --- | --- |
/// | `latents` | 1, channels, height, width |
/// | `image`, about -1 to 1 | 1, 3, scale · height, scale · width |
final class VaeDecoderGraph {

    private static final double EPSILON = 1e-6; // the reference's, not in the file

    private final VaeDecoderConfig config;
    private final Graph graph = new Graph("vae_decoder");
    private final NetworkModule model;

    private VaeDecoderGraph(VaeDecoderConfig config, WeightFile file) {
        this.config = config;
        this.model = new NetworkModule(graph, file, new Linears(Precision.FP32, file), "");
    }

    static Graph write(VaeDecoderConfig config, WeightFile file) {
        return new VaeDecoderGraph(config, file).write();
    }

    private Graph write() {
        Value latents =
                graph.input(
                        "latents",
                        ElementType.FLOAT,
                        1,
                        config.latentChannels(),
                        "height",
                        "width");
        Value x =
                latents.times((float) (1 / config.scalingFactor()))
                        .plus((float) config.shiftFactor());
        if (config.postQuantConvolution()) {
            x = model.convolution("post_quant_conv", x, 1);
        }
        NetworkModule decoder = model.at("decoder");
        x = middle(decoder.at("mid_block"), decoder.convolution("conv_in", x, 3));
        int last = config.blockChannels().size() - 1;
        for (int i = 0; i <= last; i++) {
            x = upwards(decoder.at("up_blocks." + i), x, i < last);
        }
        x = decoder.groupNorm("conv_norm_out", x, config.normGroups(), EPSILON).silu();
        x = decoder.convolution("conv_out", x, 3);
        graph.output("image", x, ElementType.FLOAT, 1, config.outChannels(), "rows", "columns");
        return graph;
    }

    private Value middle(NetworkModule middle, Value x) {
        x = resnet(middle.at("resnets.0"), x);
        if (config.midAttention()) {
            x = attention(middle.at("attentions.0"), x);
        }
        return resnet(middle.at("resnets.1"), x);
    }

    private Value upwards(NetworkModule block, Value x, boolean larger) {
        for (int i = 0; i <= config.layersPerBlock(); i++) {
            x = resnet(block.at("resnets." + i), x);
        }
        return larger ? block.doublingConvolution("upsamplers.0.conv", x) : x;
    }

    private Value resnet(NetworkModule resnet, Value x) {
        Value y = resnet.groupNorm("norm1", x, config.normGroups(), EPSILON).silu();
        y = resnet.convolution("conv1", y, 3);
        y = resnet.groupNorm("norm2", y, config.normGroups(), EPSILON).silu();
        y = resnet.convolution("conv2", y, 3);
        boolean widened = resnet.has("conv_shortcut.weight");
        return y.plus(widened ? resnet.convolution("conv_shortcut", x, 1) : x);
    }

    /// One head over all places of the picture.
    private Value attention(NetworkModule attention, Value x) {
        long channels = config.blockChannels().getLast();
        Value tokens =
                attention
                        .groupNorm("group_norm", x, config.normGroups(), EPSILON)
                        .reshape(0, channels, -1)
                        .transpose(0, 2, 1);
        Value y =
                attention.attention(
                        attention.linear("to_q", tokens),
                        attention.linear("to_k", tokens),
                        attention.linear("to_v", tokens),
                        1,
                        false);
        y = attention.linear("to_out.0", y).transpose(0, 2, 1).reshape(x.sizes(0, 4));
        return x.plus(y);
    }
}
