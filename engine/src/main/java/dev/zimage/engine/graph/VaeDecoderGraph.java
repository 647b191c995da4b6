package dev.zimage.engine.graph;

import dev.zimage.engine.graph.StripConvolution.Shortcut;
import dev.zimage.engine.graph.StripConvolution.Source;
import dev.zimage.engine.model.VaeDecoderConfig;
import dev.zimage.engine.onnx.ElementType;
import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.onnx.Input;
import dev.zimage.engine.onnx.Value;
import dev.zimage.engine.precision.LinearLayers;
import dev.zimage.engine.precision.Precision;
import dev.zimage.engine.precision.WeightFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the graph of the decoder of diffusers' `AutoencoderKL`, with the scaling of the latents
/// that the pipeline does before it.
///
/// | in and out | shape |
/// | --- | --- |
/// | `latents` | 1, channels, height, width |
/// | [Strips] for each level | |
/// | `image`, about -1 to 1 | 3, scale · height, scale · width |
final class VaeDecoderGraph {

    private static final double EPSILON = 1e-6; // the reference's, not in the file

    private final VaeDecoderConfig config;
    private final Graph graph = new Graph("vae_decoder");
    private final NetworkModule model;
    private final List<StripLevel> levels = new ArrayList<>();

    private VaeDecoderGraph(VaeDecoderConfig config, WeightFile file) {
        this.config = config;
        this.model = new NetworkModule(graph, file, new LinearLayers(Precision.FP32, file), "");
    }

    static Graph write(VaeDecoderConfig config, WeightFile file) {
        return new VaeDecoderGraph(config, file).write();
    }

    /// The inputs for latents of a size.
    static Map<String, Input> inputs(
            VaeDecoderConfig config, float[] latents, int height, int width) {
        Map<String, Input> inputs = new HashMap<>();
        inputs.put("latents", Input.of(latents, 1, config.latentChannels(), height, width));
        for (int level = 0; level < config.blockChannels().size(); level++) {
            Strips.of(height << level, width << level).addTo(inputs, level);
        }
        return inputs;
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
        int last = config.blockChannels().size() - 1;
        for (int level = 0; level <= last; level++) {
            levels.add(StripLevel.declare(graph, level));
        }
        NetworkModule decoder = model.at("decoder");
        FeatureMap x = middle(decoder.at("mid_block"), first(latents));
        for (int level = 0; level <= last; level++) {
            x = upwards(decoder.at("up_blocks." + level), x, level, level < last);
        }
        Value image =
                convolution(last)
                        .narrow(
                                "decoder.conv_out",
                                new Source(x, norm(decoder, "conv_norm_out", x)),
                                decoder.weight("conv_out.weight"),
                                decoder.weight("conv_out.bias"));
        graph.output("image", image, ElementType.FLOAT, config.outChannels(), "rows", "columns");
        return graph;
    }

    private FeatureMap first(Value latents) {
        Value x =
                latents.times((float) (1 / config.scalingFactor()))
                        .plus((float) config.shiftFactor());
        if (config.postQuantConvolution()) {
            x = model.convolution("post_quant_conv", x, 1);
        }
        x = model.at("decoder").convolution("conv_in", x, 3).transpose(0, 2, 3, 1);
        return FeatureMap.of(x.reshape(x.sizes(1, 4)), null);
    }

    private FeatureMap middle(NetworkModule middle, FeatureMap x) {
        x = resnet(middle.at("resnets.0"), x, 0);
        if (config.midAttention()) {
            x = attention(middle.at("attentions.0"), x);
        }
        return resnet(middle.at("resnets.1"), x, 0);
    }

    private FeatureMap upwards(NetworkModule block, FeatureMap x, int level, boolean larger) {
        for (int i = 0; i <= config.layersPerBlock(); i++) {
            x = resnet(block.at("resnets." + i), x, level);
        }
        return larger
                ? convolution(level)
                        .doubled(
                                block.path() + "upsamplers.0.conv",
                                new Source(x, null),
                                block.kernels("upsamplers.0.conv", true),
                                levels.get(level + 1))
                : x;
    }

    private FeatureMap resnet(NetworkModule resnet, FeatureMap x, int level) {
        FeatureMap y = convolved(resnet, 1, x, level, null);
        StripConvolution.Widening widening =
                resnet.has("conv_shortcut.weight") ? resnet.widening("conv_shortcut") : null;
        return convolved(resnet, 2, y, level, new Shortcut(x, widening));
    }

    private FeatureMap convolved(
            NetworkModule resnet, int index, FeatureMap x, int level, @Nullable Shortcut shortcut) {
        String name = "conv" + index;
        return convolution(level)
                .apply(
                        resnet.path() + name,
                        new Source(x, norm(resnet, "norm" + index, x)),
                        resnet.kernels(name, false),
                        shortcut);
    }

    private StripConvolution convolution(int level) {
        return new StripConvolution(graph, levels.get(level));
    }

    private Affine norm(NetworkModule module, String name, FeatureMap x) {
        return x.groupNorm(
                module.weight(name + ".weight"),
                module.weight(name + ".bias"),
                config.normGroups(),
                EPSILON);
    }

    /// One head over all places of the picture.
    private FeatureMap attention(NetworkModule attention, FeatureMap x) {
        Value pixels = x.pixels().slice(0, graph.longs(0), levels.getFirst().height());
        Affine norm = norm(attention, "group_norm", x);
        Value tokens =
                pixels.times(norm.scale())
                        .plus(norm.shift())
                        .reshape(1, -1, config.blockChannels().getLast());
        Value y =
                attention.attention(
                        attention.linear("to_q", tokens),
                        attention.linear("to_k", tokens),
                        attention.linear("to_v", tokens),
                        1,
                        false);
        y = attention.linear("to_out.0", y).reshape(pixels.sizes(0, 3));
        return FeatureMap.of(pixels.plus(y), x.bias());
    }
}
