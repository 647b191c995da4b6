package dev.zimage.engine.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The shape of the decoder of the autoencoder: `vae/config.json`, as diffusers' `AutoencoderKL`
/// reads it.
///
/// @param latentChannels of the latents
/// @param outChannels of the picture
/// @param blockChannels width of each level, from the pixels to the latents
/// @param layersPerBlock of the encoder; the decoder has one more at each level
/// @param normGroups of the group norms
/// @param scalingFactor what latents are divided by before decoding
/// @param shiftFactor what is added to them then
/// @param midAttention whether the middle has an attention
/// @param postQuantConvolution whether a convolution comes before the decoder
public record VaeDecoderConfig(
        int latentChannels,
        int outChannels,
        List<Integer> blockChannels,
        int layersPerBlock,
        int normGroups,
        double scalingFactor,
        double shiftFactor,
        boolean midAttention,
        boolean postQuantConvolution) {

    /// With more, a latent would stand for more pixels than the smallest picture has.
    private static final int MOST_LEVELS = 6;

    static VaeDecoderConfig read(Path file) throws IOException {
        ConfigFile config = ConfigFile.read(file);
        String activation = config.text("act_fn", "silu");
        config.refuse("act_fn", !activation.equals("silu"), "\"silu\"");
        config.refuse(
                "up_block_types",
                config.texts("up_block_types").stream()
                        .anyMatch(t -> !t.equals("UpDecoderBlock2D")),
                "\"UpDecoderBlock2D\"");
        VaeDecoderConfig read =
                new VaeDecoderConfig(
                        config.count("latent_channels"),
                        config.count("out_channels", 3),
                        config.counts("block_out_channels"),
                        config.layers("layers_per_block"),
                        config.count("norm_num_groups", 32),
                        config.positive("scaling_factor"),
                        config.number("shift_factor", 0),
                        config.flag("mid_block_add_attention", true),
                        config.flag("use_post_quant_conv", true));
        read.check(config);
        return read;
    }

    private void check(ConfigFile config) throws ModelException {
        if (outChannels != 3) {
            throw config.wrong("out_channels", "must be 3, for red, green and blue");
        }
        if (blockChannels.stream().anyMatch(c -> c % normGroups != 0)) {
            throw config.wrong(
                    "norm_num_groups", "must divide all of block_out_channels " + blockChannels);
        }
        if (blockChannels.size() > MOST_LEVELS) {
            throw config.wrong(
                    "block_out_channels",
                    "must be at most %d levels, not %d"
                            .formatted(MOST_LEVELS, blockChannels.size()));
        }
        int ups = config.texts("up_block_types").size();
        if (ups != 0 && ups != blockChannels.size()) {
            throw config.wrong("up_block_types", "must be as many as block_out_channels");
        }
    }

    /// Pixels of a side that one latent stands for.
    public int scale() {
        return 1 << (blockChannels.size() - 1);
    }

    /// The tensors that the weights must have. The published file holds the encoder as well.
    public TensorLayout tensors() {
        TensorLayout.Builder all = new TensorLayout.Builder();
        long top = blockChannels.getLast();
        if (postQuantConvolution) {
            all.convolution("post_quant_conv", latentChannels, latentChannels, 1);
        }
        all.convolution("decoder.conv_in", top, latentChannels, 3);
        resnet(all, "decoder.mid_block.resnets.0", top, top);
        if (midAttention) {
            all.affine("decoder.mid_block.attentions.0.group_norm", top);
            for (String projection : List.of("to_q", "to_k", "to_v", "to_out.0")) {
                all.linear("decoder.mid_block.attentions.0." + projection, top, top);
            }
        }
        resnet(all, "decoder.mid_block.resnets.1", top, top);
        long in = top;
        List<Integer> downwards = blockChannels.reversed();
        for (int i = 0; i < downwards.size(); i++) {
            long out = downwards.get(i);
            String block = "decoder.up_blocks." + i;
            for (int j = 0; j <= layersPerBlock; j++) {
                resnet(all, block + ".resnets." + j, out, j == 0 ? in : out);
            }
            if (i < downwards.size() - 1) {
                all.convolution(block + ".upsamplers.0.conv", out, out, 3);
            }
            in = out;
        }
        all.affine("decoder.conv_norm_out", in).convolution("decoder.conv_out", outChannels, in, 3);
        return all.build("encoder.", "quant_conv.");
    }

    private static void resnet(TensorLayout.Builder all, String name, long out, long in) {
        all.affine(name + ".norm1", in)
                .convolution(name + ".conv1", out, in, 3)
                .affine(name + ".norm2", out)
                .convolution(name + ".conv2", out, out, 3);
        if (in != out) {
            all.convolution(name + ".conv_shortcut", out, in, 1);
        }
    }
}
