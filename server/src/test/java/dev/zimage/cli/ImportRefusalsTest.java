package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.cli.ForeignFiles.Raw;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Single files of which `zimage import` makes no folder, and why.
class ImportRefusalsTest {

    @TempDir Path folder;

    private SingleFiles files;

    @BeforeEach
    void prepare() throws IOException {
        files = new SingleFiles(folder);
    }

    @Test
    void a_file_of_another_part_is_recognised() throws IOException {
        Path right = files.transformer;
        files.transformer = files.autoencoder;
        files.refused(
                files.type(), files.autoencoder + ": this is an autoencoder", "name it with --vae");

        files.transformer = files.textEncoder;
        files.refused(files.type(), "this is a text encoder", "name it with --text-encoder");

        files.transformer = right;
        files.autoencoder = right;
        files.refused(
                files.type("--config", files.published + ""),
                "this is a transformer, not the autoencoder");
    }

    @ParameterizedTest
    @CsvSource({
        "layers.0.attention.to_q.lora_A.weight, this is a LoRA file",
        "double_blocks.0.img_attn.qkv.weight, this is a transformer of another family",
        "encoder.block.0.layer.0.SelfAttention.q.weight, this is a text encoder of another family",
        "control_layers.0.attention.to_q.weight, this is a ControlNet",
        "something.weight, unknown weights (something.weight)",
    })
    void other_weights_are_recognised(String name, String said) throws IOException {
        SingleFileTransformer.write(files.transformer, name);

        files.refused(
                files.type("--config", files.published + ""),
                files.transformer + "",
                said,
                "--transformer");
    }

    @Test
    void missing_misshapen_and_surplus_tensors_are_named_and_counted() throws IOException {
        Map<String, Raw> tensors = new LinkedHashMap<>(files.weights("vae"));
        tensors.remove("decoder.conv_in.bias");
        tensors.put(
                "decoder.conv_out.weight",
                Objects.requireNonNull(tensors.get("decoder.conv_in.weight")));
        tensors.put("decoder.more", Objects.requireNonNull(tensors.get("decoder.conv_out.bias")));
        ForeignFiles.safetensors(files.autoencoder, tensors);

        files.refused(
                files.type("--config", files.published + ""),
                files.autoencoder + ": not the autoencoder of the configuration",
                "missing: decoder.conv_in.bias",
                "misshapen: decoder.conv_out.weight is [16, 16, 3, 3] and should be [3, 8, 3, 3]",
                "surplus: decoder.more",
                "--config");
    }

    @Test
    void without_a_configuration_the_sizes_are_those_of_z_image_turbo() throws IOException {
        files.refused(
                files.type(), "missing: layers.10.", "should be [3840]", "it is Z-Image-Turbo's");
    }

    @Test
    void a_file_that_is_cut_off_or_no_weights_at_all_is_refused() throws IOException {
        byte[] whole = Files.readAllBytes(files.transformer);
        Files.write(files.transformer, Arrays.copyOf(whole, whole.length - 1));
        files.refused(
                files.type("--config", files.published + ""),
                files.transformer + ": the file is cut off");

        Files.writeString(files.transformer, "<!DOCTYPE html><html>sign in</html>");
        files.refused(
                files.type("--config", files.published + ""),
                files.transformer + ": a web page (HTML)");

        Files.write(files.transformer, new byte[4096]);
        files.refused(
                files.type("--config", files.published + ""),
                files.transformer + ": the file has only zero bytes");

        files.transformer = folder.resolve("none.safetensors");
        files.refused(
                files.type("--config", files.published + ""),
                files.transformer + ": there is no such file");

        files.transformer = Files.writeString(folder.resolve("x.gguf"), "GGUF\3\0\0\0");
        files.refused(
                files.type("--config", files.published + ""),
                files.transformer + ": the file is cut off");
    }

    @ParameterizedTest
    @CsvSource({
        "3.0, --model z-image, Z-Image-Turbo, Z-Image",
        "6.0, --model z-image-turbo, Z-Image, Z-Image-Turbo",
        "6.0, '', Z-Image, Z-Image-Turbo",
    })
    void a_configuration_of_the_other_model_is_refused(
            double shift, String model, String found, String asked) throws IOException {
        Path scheduler = files.published.resolve("scheduler/scheduler_config.json");
        String config = Files.readString(scheduler);
        assertThat(config).contains("\"shift\": 3.0");
        Files.writeString(scheduler, config.replace("\"shift\": 3.0", "\"shift\": " + shift));
        List<String> words = new ArrayList<>(List.of("--config", files.published + ""));
        words.addAll(Arrays.asList(model.split(" ")));
        words.removeIf(String::isEmpty);

        files.refused(
                files.type(words.toArray(String[]::new)),
                "the scheduler is that of %s, and the import is of %s;".formatted(found, asked),
                "--model",
                "--config");
    }

    @ParameterizedTest
    @CsvSource({
        "layers.0.attention.qkv.comfy_quant, {\"format\":\"nvfp4\"}, weights in nvfp4",
        "layers.0.attention.qkv.comfy_quant, '{\"format\":\"int8_tensorwise\",\"convrot\":true}',"
                + " int8_tensorwise with rotation",
        "layers.0.attention.qkv.comfy_quant, {, quantisation metadata is not valid JSON",
        "layers.0.attention.qkv.weight_scale_2, 1234, quantised weights",
        "layers.0.attention.qkv.weight.absmax, 1234, quantised weights",
    })
    void weights_quantised_in_another_way_are_named(String name, String content, String said)
            throws IOException {
        Map<String, Raw> tensors = ForeignFiles.fused(files.weights("transformer"), "");
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        tensors.put(name, new Raw("U8", List.of(bytes.length), bytes));
        ForeignFiles.safetensors(files.transformer, tensors);

        files.refused(files.type("--config", files.published + ""), files.transformer + ": ", said);
    }

    @Test
    void the_configuration_must_be_one() throws IOException {
        files.refused(
                files.type("--config", folder + ""),
                folder + ": none of the configurations of a model");

        Path config = files.published.resolve("vae/config.json");
        Files.writeString(config, Files.readString(config).replace("\"silu\"", "\"gelu\""));
        files.refused(
                files.type("--config", files.published + ""),
                config + ": field 'act_fn' is \"gelu\"");
    }

    /// Weights do not tell it from Turbo; with Turbo's scheduler its pictures would be bad.
    @Test
    void the_base_model_is_not_taken_for_turbo() throws IOException {
        files.transformer =
                Files.move(
                        files.transformer,
                        files.transformer.resolveSibling("z_image_bf16.safetensors"));
        files.refused(
                files.type(),
                "z_image_bf16.safetensors: by its name this is Z-Image",
                "--model z-image");

        Path sizes = Files.createDirectories(folder.resolve("sizes"));
        for (String part : List.of("transformer", "text_encoder", "vae")) {
            Files.createDirectory(sizes.resolve(part));
            Files.copy(
                    files.published.resolve(part).resolve("config.json"),
                    sizes.resolve(part).resolve("config.json"));
        }
        assertThat(files.type("--config", sizes + "", "--model", "z-image").code()).isZero();
        assertThat(Files.readString(files.made.resolve("scheduler/scheduler_config.json")))
                .contains("\"shift\": 6.0");
        assertThat(Files.size(files.made.resolve("tokenizer/tokenizer.json")))
                .isEqualTo(Files.size(files.published.resolve("tokenizer/tokenizer.json")));

        Shell.Result wrong = files.type("--model", "z-image-omni");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--model is z-image-turbo or z-image, not");
    }

    @Test
    void all_three_files_are_needed() {
        Shell.Result refused = files.shell.type("import --transformer a --vae b");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--text-encoder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "generate fox -o fox.png"})
    void weights_that_are_one_file_lead_to_this_command(String command) throws IOException {
        Path gguf = folder.resolve("z image.gguf");
        Quantisers.gguf(gguf, ForeignFiles.fused(files.weights("transformer"), ""), "Q8_0");

        assertThat(files.shell.type(command + " --weights", files.transformer + "").err())
                .contains(
                        "z_image_turbo.safetensors: a transformer, not a model's folder",
                        "`zimage import --transformer %s --text-encoder FILE --vae FILE --to DIR`"
                                .formatted(files.transformer));
        assertThat(files.shell.type(command + " --weights", files.autoencoder + "").err())
                .contains("--vae " + files.autoencoder + " --to DIR`");
        assertThat(files.shell.type(command + " --weights", gguf + "").err())
                .contains("z image.gguf: a transformer", "--transformer '" + gguf + "' --text");
    }

    /// Of two files of one kind, one may be another model's.
    @Test
    void a_folder_of_single_files_leads_to_the_command_with_all_that_are_known()
            throws IOException {
        Path comfy = Files.createDirectories(folder.resolve("ComfyUI"));
        for (Path file : List.of(files.transformer, files.textEncoder, files.autoencoder)) {
            Path kind = Objects.requireNonNull(file.getParent());
            Files.move(kind, comfy.resolve(kind.getFileName()));
        }
        Path vae = comfy.resolve("vae/ae.safetensors");
        String command =
                "`zimage import --transformer %s --text-encoder %s --vae %%s --to DIR`"
                        .formatted(
                                comfy.resolve("diffusion_models/z_image_turbo.safetensors"),
                                comfy.resolve("text_encoders/qwen_3_4b.safetensors"));

        assertThat(files.shell.type("serve --weights", comfy + "").err())
                .contains(command.formatted(vae));

        Files.copy(vae, vae.resolveSibling("other.safetensors"));
        assertThat(files.shell.type("serve --weights", comfy + "").err())
                .contains(command.formatted("FILE"));
    }
}
