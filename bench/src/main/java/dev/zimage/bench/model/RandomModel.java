package dev.zimage.bench.model;

import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.model.TensorLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A model in the published layout whose weights are random: computing with it takes as long as
/// with the real one, and nothing is to be downloaded. It has no tokenizer.
public final class RandomModel {

    private static final long SHARD = 5_000_000_000L;
    private static final String PREFIX = "model.";

    private RandomModel() {}

    /// Writes a model.
    ///
    /// @param folder that is made
    /// @param progress called for each file
    /// @throws IOException when the disk has no room for it; the message tells how much it needs
    public static void write(Path folder, ModelShape shape, Consumer<String> progress)
            throws IOException {
        ModelFolder model = describe(folder, shape);
        Map<String, List<Long>> text = new TreeMap<>();
        model.textEncoder().tensors().shapes().forEach((name, s) -> text.put(PREFIX + name, s));
        Map<String, List<Long>> transformer = sorted(model.transformer().tensors());
        Map<String, List<Long>> vae = sorted(model.vae().tensors());
        requireRoom(folder, bytes(text) + bytes(transformer) + bytes(vae));
        RandomWeights weights = new RandomWeights(SHARD, progress);
        weights.write(model.textEncoderFolder(), "model", text);
        weights.write(model.transformerFolder(), "diffusion_pytorch_model", transformer);
        weights.write(model.vaeFolder(), "diffusion_pytorch_model", vae);
    }

    /// Writes the configurations alone.
    static ModelFolder describe(Path folder, ModelShape shape) throws IOException {
        writeConfigurations(folder, shape);
        return ModelFolder.open(folder);
    }

    private static Map<String, List<Long>> sorted(TensorLayout layout) {
        return new TreeMap<>(layout.shapes());
    }

    private static long bytes(Map<String, List<Long>> tensors) {
        return tensors.values().stream().mapToLong(RandomWeights::bytes).sum();
    }

    private static void requireRoom(Path folder, long bytes) throws IOException {
        long free = folder.toFile().getUsableSpace();
        // Prepared weights need half as much again, and the disk is not to be filled to the brim.
        long needed = bytes + bytes / 2 + 2_000_000_000L;
        if (free < needed) {
            throw new IOException(
                    "%s has %.1f GB free; a random model and its prepared weights need %.1f GB"
                            .formatted(folder, free / 1e9, needed / 1e9));
        }
    }

    private static void writeConfigurations(Path folder, ModelShape shape) throws IOException {
        write(
                folder.resolve("model_index.json"),
                """
                {"_class_name": "ZImagePipeline"}
                """);
        write(
                folder.resolve("scheduler/scheduler_config.json"),
                """
                {"_class_name": "FlowMatchEulerDiscreteScheduler", "num_train_timesteps": 1000,
                 "shift": 3.0, "use_dynamic_shifting": false}
                """);
        write(folder.resolve("text_encoder/config.json"), text(shape.text()));
        write(folder.resolve("transformer/config.json"), transformer(shape));
        write(folder.resolve("vae/config.json"), vae(shape.vae()));
    }

    private static String text(ModelShape.Text text) {
        return """
        {"model_type": "qwen3", "hidden_act": "silu", "attention_bias": false,
         "vocab_size": %d, "hidden_size": %d, "num_hidden_layers": %d,
         "num_attention_heads": %d, "num_key_value_heads": %d, "head_dim": %d,
         "intermediate_size": %d, "rms_norm_eps": 1e-06, "rope_theta": 1000000,
         "tie_word_embeddings": true}
        """
                .formatted(
                        text.vocabulary(),
                        text.hidden(),
                        text.layers(),
                        text.heads(),
                        text.keyValueHeads(),
                        text.headDim(),
                        text.feedForward());
    }

    private static String transformer(ModelShape shape) {
        ModelShape.Blocks blocks = shape.transformer();
        return """
        {"_class_name": "ZImageTransformer2DModel", "all_patch_size": [2], "all_f_patch_size": [1],
         "in_channels": 16, "dim": %d, "n_layers": %d, "n_refiner_layers": %d,
         "n_heads": %d, "n_kv_heads": %d, "norm_eps": 1e-05, "qk_norm": true,
         "cap_feat_dim": %d, "rope_theta": 256.0, "t_scale": 1000.0,
         "axes_dims": [%s], "axes_lens": [1536, 512, 512]}
        """
                .formatted(
                        blocks.dim(),
                        blocks.layers(),
                        blocks.refinerLayers(),
                        blocks.heads(),
                        blocks.heads(),
                        shape.text().hidden(),
                        list(blocks.axesDims()));
    }

    private static String vae(ModelShape.Decoder vae) {
        return """
        {"_class_name": "AutoencoderKL", "act_fn": "silu", "in_channels": 3, "out_channels": 3,
         "latent_channels": 16, "block_out_channels": [%s], "layers_per_block": %d,
         "norm_num_groups": %d, "scaling_factor": 0.3611, "shift_factor": 0.1159,
         "mid_block_add_attention": true, "use_quant_conv": false, "use_post_quant_conv": false}
        """
                .formatted(list(vae.channels()), vae.layersPerBlock(), vae.groups());
    }

    private static String list(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
