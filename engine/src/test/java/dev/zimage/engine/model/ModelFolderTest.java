package dev.zimage.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderTest {

    @TempDir Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void the_golden_models_have_just_the_tensors_that_their_configurations_ask_for(String name)
            throws IOException {
        ModelFolder model = ModelFolder.open(Goldens.of(name).model());
        try (Weights text = model.openTextEncoderWeights();
                Weights transformer = model.openTransformerWeights();
                Weights vae = model.openVaeWeights()) {
            assertThat(text.names())
                    .hasSameElementsAs(model.textEncoder().tensors().shapes().keySet());
            assertThat(transformer.names())
                    .hasSameElementsAs(model.transformer().tensors().shapes().keySet());
            assertThat(vae.names().stream().filter(n -> n.startsWith("decoder.")))
                    .hasSameElementsAs(model.vae().tensors().shapes().keySet());
        }
    }

    @Test
    void values_are_those_of_the_files() throws IOException {
        ModelFolder model = ModelFolder.open(Goldens.of("a").model());
        try (Weights text = model.openTextEncoderWeights()) {
            float[] norm = text.tensor("norm.weight").floats();
            assertThat(norm).startsWith(1.0234375f, 1.015625f, 0.84375f, 1.25f).hasSize(16);
        }
    }

    @Test
    void every_field_comes_from_the_files() throws IOException {
        ModelFolder model = ModelFolder.open(Goldens.of("a").model());
        assertThat(model.transformer())
                .isEqualTo(
                        new TransformerConfig(
                                16,
                                64,
                                3,
                                2,
                                4,
                                16,
                                1e-5,
                                true,
                                256,
                                1000,
                                List.of(4, 6, 6),
                                List.of(1536, 512, 512)));
        assertThat(model.textEncoder())
                .isEqualTo(new TextEncoderConfig(151936, 16, 3, 4, 2, 8, 40, 1e-6, 1e6, false));
        assertThat(model.vae())
                .isEqualTo(
                        new VaeDecoderConfig(
                                16, 3, List.of(8, 16, 16, 16), 1, 4, 0.3611, 0.1159, true, false));
        assertThat(model.vae().scale()).isEqualTo(8);
        assertThat(model.scheduler()).isEqualTo(new SchedulerConfig(1000, 3, null, 0));
    }

    @Test
    void the_published_configurations_are_understood() throws IOException {
        Path root = copy("a");
        Files.writeString(
                root.resolve("scheduler/scheduler_config.json"),
                """
                {"_class_name": "FlowMatchEulerDiscreteScheduler", "num_train_timesteps": 1000,
                 "use_dynamic_shifting": false, "shift": 3.0}
                """);
        Files.writeString(
                root.resolve("text_encoder/config.json"),
                """
                {"architectures": ["Qwen3ForCausalLM"], "attention_bias": false, "head_dim": 128,
                 "hidden_act": "silu", "hidden_size": 16, "intermediate_size": 9728,
                 "max_window_layers": 36, "model_type": "qwen3", "num_attention_heads": 32,
                 "num_hidden_layers": 36, "num_key_value_heads": 8, "rms_norm_eps": 1e-06,
                 "rope_scaling": null, "rope_theta": 1000000, "sliding_window": null,
                 "tie_word_embeddings": true, "use_sliding_window": false, "vocab_size": 151936}
                """);
        ModelFolder model = ModelFolder.open(root);
        assertThat(model.textEncoder().ropeTheta()).isEqualTo(1e6);
        assertThat(model.scheduler().shift()).isEqualTo(3);
    }

    @Test
    void the_whole_language_model_is_taken_as_a_text_encoder() throws IOException {
        Path root = copy("a");
        Path folder = root.resolve("text_encoder");
        for (String file :
                List.of(
                        "model-00001-of-00002.safetensors",
                        "model-00002-of-00002.safetensors",
                        "model.safetensors.index.json")) {
            Path path = folder.resolve(file);
            byte[] bytes = Files.readAllBytes(path);
            Files.write(path, LanguageModel.prefixed(file, bytes));
        }
        try (Weights weights = ModelFolder.open(root).openTextEncoderWeights()) {
            assertThat(weights.tensor("norm.weight").floats()).startsWith(1.0234375f);
            assertThat(weights.tensor("layers.0.self_attn.q_proj.weight").name())
                    .isEqualTo("layers.0.self_attn.q_proj.weight");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    transformer/config.json  | "dim": 64,  | | 'dim' is missing
                    transformer/config.json  | "dim": 64   | "dim": "64" | 'dim' must be a positive
                    transformer/config.json  | "dim": 64   | "dim": 1e99 | 'dim' must be a positive
                    transformer/config.json  | "dim": 64   | "dim": 2000000000 | 'dim' must be a positive
                    transformer/config.json  | "n_layers": 3 | "n_layers": 1048576 | 'n_layers' must be at most
                    transformer/config.json  | "n_refiner_layers": 2 | "n_refiner_layers": 1001 | 'n_refiner_layers' must be at most
                    text_encoder/config.json | "num_hidden_layers": 3 | "num_hidden_layers": 1000000 | 'num_hidden_layers' must be at most
                    text_encoder/config.json | "head_dim": 8 | "head_dim": 1000000 | 4 heads of 1000000
                    vae/config.json          | "layers_per_block": 1 | "layers_per_block": 1000000 | 'layers_per_block' must be at most
                    transformer/config.json  | "dim": 64   | "dim": 63 | does not divide dim
                    transformer/config.json  | "n_heads": 4 | "n_heads": 2 | axes_dims
                    transformer/config.json  | "norm_eps": 1e-05 | "norm_eps": -1 | norm_eps
                    transformer/config.json  | "qk_norm": true | "qk_norm": "yes" | qk_norm
                    transformer/config.json  | {           | [ | not valid JSON
                    text_encoder/config.json | "qwen3"     | "llama" | model_type
                    text_encoder/config.json | "rope_type": "default" | "rope_type": "yarn" | rope_parameters.rope_type
                    text_encoder/config.json | "silu"      | "gelu" | hidden_act
                    text_encoder/config.json | "num_key_value_heads": 2 | "num_key_value_heads": 3 | num_key_value_heads
                    text_encoder/config.json | "hidden_size": 16 | "hidden_size": 8 | cap_feat_dim
                    vae/config.json          | "norm_num_groups": 4 | "norm_num_groups": 3 | norm_num_groups
                    vae/config.json          | "scaling_factor": 0.3611 | "scaling_factor": 0 | scaling_factor
                    vae/config.json          | "latent_channels": 16 | "latent_channels": 4 | latent_channels
                    scheduler/scheduler_config.json | "use_karras_sigmas": false | "use_karras_sigmas": true | use_karras_sigmas
                    model_index.json         | "ZImagePipeline" | "FluxPipeline" | this model is FLUX (field '_class_name' is FluxPipeline), which is not supported
                    model_index.json         | "ZImagePipeline" | "ZImageOmniPipeline" | Z-Image-Omni
                    model_index.json         | "ZImagePipeline" | "ZImageEditPipeline" | Z-Image-Edit
                    model_index.json         | "ZImagePipeline" | "ZImageControlNetPipeline" | a ControlNet for Z-Image
                    model_index.json         | "ZImagePipeline" | "QwenImagePipeline" | Qwen-Image
                    model_index.json         | "ZImagePipeline" | "StableDiffusionXLPipeline" | Stable Diffusion XL
                    model_index.json         | "ZImagePipeline" | "UnheardOfPipeline" | UnheardOfPipeline
                    transformer/config.json  | "ZImageTransformer2DModel" | "FluxTransformer2DModel" | FLUX
                    transformer/config.json  | "ZImageTransformer2DModel" | "ZImageControlNetModel" | a ControlNet for Z-Image
                    transformer/config.json  | "siglip_feat_dim": null | "siglip_feat_dim": 1152 | Z-Image-Omni
                    """)
    void wrong_configurations_are_refused_with_file_and_field(
            String file, String was, String becomes, String message) throws IOException {
        Path root = copy("a");
        Path path = root.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(was);
        Files.writeString(path, text.replace(was, becomes == null ? "" : becomes));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelFolder.open(root))
                .withMessageContainingAll(root.toString(), message);
    }

    @Test
    void the_scheduler_tells_the_base_model_from_turbo() throws IOException {
        Path root = copy("a");
        assertThat(ModelFolder.open(root).kind()).isEqualTo(ModelKind.TURBO);
        Path scheduler = root.resolve("scheduler/scheduler_config.json");
        replace(scheduler, "\"shift\": 3.0", "\"shift\": 6.0");
        assertThat(ModelFolder.open(root).kind()).isEqualTo(ModelKind.BASE);
    }

    @Test
    void a_folder_of_a_single_network_is_refused_by_its_name() throws IOException {
        Files.writeString(
                temporary.resolve("config.json"), "{\"_class_name\": \"ZImageControlNetModel\"}");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelFolder.open(temporary))
                .withMessageContainingAll("config.json", "a ControlNet for Z-Image");
    }

    @Test
    void a_decoder_of_more_levels_than_a_picture_has_is_refused() throws IOException {
        Path root = copy("a");
        Path file = root.resolve("vae/config.json");
        String levels = "\"block_out_channels\": [" + "8, ".repeat(33) + "8], \"was\": [";
        replace(file, "\"block_out_channels\": [", levels);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelFolder.open(root))
                .withMessageContainingAll("block_out_channels", "not 34");
    }

    @Test
    void a_folder_that_is_no_model_is_refused() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelFolder.open(temporary))
                .withMessageContaining("model_index.json");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelFolder.open(temporary.resolve("none")))
                .withMessageContaining("no such folder");
    }

    @Test
    void missing_misshapen_and_surplus_tensors_are_all_named() throws IOException {
        Path root = copy("a");
        replace(root.resolve("transformer/config.json"), "\"n_layers\": 3", "\"n_layers\": 2");
        replace(
                root.resolve("transformer/config.json"),
                "\"in_channels\": 16",
                "\"in_channels\": 8");
        replace(
                root.resolve("vae/config.json"),
                "\"latent_channels\": 16",
                "\"latent_channels\": 8");
        replace(
                root.resolve("vae/config.json"),
                "\"layers_per_block\": 1",
                "\"layers_per_block\": 2");
        ModelFolder model = ModelFolder.open(root);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> model.openTransformerWeights().close())
                .withMessageContainingAll(
                        "all_x_embedder.2-1.weight is [64, 64] and should be [64, 32]",
                        "surplus: layers.2.adaLN_modulation.0.bias");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> model.openVaeWeights().close())
                .withMessageContainingAll(
                        "missing: decoder.up_blocks.0.resnets.2.conv1.bias",
                        "decoder.conv_in.weight is [16, 16, 3, 3] and should be [16, 8, 3, 3]");
    }

    private static void replace(Path file, String was, String becomes) throws IOException {
        Files.writeString(file, Files.readString(file).replace(was, becomes));
    }

    private Path copy(String name) throws IOException {
        Path from = Goldens.of(name).model();
        Path to = temporary.resolve(name);
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.toList();
        }
        for (Path file : files) {
            if (!file.endsWith("tokenizer.json")) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
        return to;
    }
}
