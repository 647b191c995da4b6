package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.cli.ForeignFiles.Raw;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
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
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportCommandTest {

    @TempDir Path folder;

    private Shell shell;
    private Path published;
    private Path transformer;
    private Path textEncoder;
    private Path autoencoder;
    private Path made;

    @BeforeEach
    void prepare() throws IOException {
        shell = new Shell(folder.resolve("data"));
        published = TinyModel.unpack(folder.resolve("published"));
        transformer = folder.resolve("diffusion_models/z_image_turbo.safetensors");
        textEncoder = folder.resolve("text_encoders/qwen_3_4b.safetensors");
        autoencoder = folder.resolve("vae/ae.safetensors");
        made = folder.resolve("made");
        ForeignFiles.safetensors(transformer, ForeignFiles.fused(weights("transformer"), ""));
        ForeignFiles.safetensors(
                textEncoder, ForeignFiles.prefixed(weights("text_encoder"), "model."));
        ForeignFiles.safetensors(autoencoder, ForeignFiles.latentDiffusion(weights("vae")));
    }

    private Map<String, Raw> weights(String part) throws IOException {
        return ForeignFiles.read(published.resolve(part));
    }

    private Shell.Result type(String... more) {
        List<String> words = new ArrayList<>(List.of("--transformer", transformer + ""));
        words.addAll(List.of("--text-encoder", textEncoder + "", "--vae", autoencoder + ""));
        words.addAll(List.of("--to", made + ""));
        words.addAll(Arrays.asList(more));
        return shell.type("import", words.toArray(String[]::new));
    }

    private void imports() {
        Shell.Result imported = type("--config", published + "");
        assertThat(imported.code()).as(imported.err()).isZero();
        assertThat(imported.out()).startsWith(made + ": ").endsWith(", complete and verified\n");
    }

    private void refused(Shell.Result refused, String... words) throws IOException {
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains(words).hasLineCount(1);
        assertThat(refused.err().replace(folder.toString(), "")).hasSizeLessThan(600);
        assertThat(made).doesNotExist();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(path -> path.toString().endsWith(".importing"))).isEmpty();
        }
    }

    /// The greatest and the mean distance of a picture from that of the published folder, in grey
    /// levels.
    private double[] distances() throws IOException {
        BufferedImage expected = draw(published);
        BufferedImage actual = draw(made);
        double most = 0;
        double sum = 0;
        for (int i = 0; i < 96 * 128 * 3; i++) {
            int at = i / 3;
            int shift = 8 * (i % 3);
            int there = expected.getRGB(at % 128, at / 128) >> shift & 0xFF;
            int here = actual.getRGB(at % 128, at / 128) >> shift & 0xFF;
            most = Math.max(most, Math.abs(here - there));
            sum += Math.abs(here - there);
        }
        return new double[] {most, sum / (96 * 128 * 3)};
    }

    /// Of the prompt that the golden picture has.
    private BufferedImage draw(Path weights) throws IOException {
        Shell.Result drawn =
                shell.type(
                        "generate --width 128 --height 96 --steps 8 --seed 42 --precision fp32 -o -"
                                + " --format png --weights",
                        weights + "",
                        TinyModel.description().path("prompts").path("english").asString());
        assertThat(drawn.code()).as(drawn.err()).isZero();
        return ImageIO.read(new ByteArrayInputStream(drawn.bytes()));
    }

    @Test
    void comfyui_single_files_draw_the_same_picture_as_the_published_folder() throws IOException {
        imports();

        assertThat(distances()).containsExactly(0, 0);
        assertThat(made.resolve("transformer/config.json"))
                .hasSameTextualContentAs(published.resolve("transformer/config.json"));
        assertThat(weights("vae").keySet())
                .isEqualTo(ForeignFiles.read(made.resolve("vae")).keySet());
    }

    /// Of quantised weights, the picture is that of the published folder within these grey levels:
    /// what was measured, and a quarter more.
    @ParameterizedTest
    @CsvSource({
        "F16, 1, 0.01",
        "BF16, 0, 0",
        "Q8_0, 8, 0.8",
        "Q4_0, 95, 11",
    })
    void a_gguf_draws_the_same_picture_within_its_precision(String type, double most, double mean)
            throws IOException {
        transformer = folder.resolve("z_image_turbo-" + type + ".gguf");
        Quantisers.gguf(transformer, ForeignFiles.fused(weights("transformer"), ""), type);
        imports();

        double[] distances = distances();
        System.out.printf("| %s | most %.0f | mean %.3f |%n", type, distances[0], distances[1]);
        assertThat(distances[0]).isLessThanOrEqualTo(most);
        assertThat(distances[1]).isLessThanOrEqualTo(mean);
    }

    @ParameterizedTest
    @CsvSource({
        "model.diffusion_model., false, '', 50, 4",
        "diffusion_model., true, scale_weight, 50, 4",
        "'', true, weight_scale, 50, 4",
    })
    void fp8_draws_the_same_picture_within_its_precision(
            String prefix, boolean scaled, String scale, double most, double mean)
            throws IOException {
        Map<String, Raw> fused = ForeignFiles.fused(weights("transformer"), prefix);
        ForeignFiles.safetensors(transformer, Quantisers.fp8(fused, scaled, scale));
        imports();

        double[] distances = distances();
        System.out.printf(
                "| fp8 %s | most %.0f | mean %.3f |%n", scale, distances[0], distances[1]);
        assertThat(distances[0]).isLessThanOrEqualTo(most);
        assertThat(distances[1]).isLessThanOrEqualTo(mean);
    }

    @Test
    void one_checkpoint_of_all_parts_is_named_three_times() throws IOException {
        Map<String, Raw> all = new LinkedHashMap<>();
        all.putAll(ForeignFiles.fused(weights("transformer"), "model.diffusion_model."));
        all.putAll(
                ForeignFiles.prefixed(
                        weights("text_encoder"), "text_encoders.qwen3_4b.transformer.model."));
        all.putAll(ForeignFiles.prefixed(ForeignFiles.latentDiffusion(weights("vae")), "vae."));
        transformer = folder.resolve("all.safetensors");
        ForeignFiles.safetensors(transformer, all);
        textEncoder = transformer;
        autoencoder = transformer;
        imports();

        assertThat(distances()).containsExactly(0, 0);
    }

    @Test
    void parts_of_a_published_folder_and_the_names_of_llama_cpp_are_taken_too() throws IOException {
        transformer = published.resolve("transformer");
        autoencoder = published;
        textEncoder = folder.resolve("qwen3.gguf");
        Map<String, Raw> named = new LinkedHashMap<>();
        weights("text_encoder").forEach((name, raw) -> named.put(llamaName(name), raw));
        Quantisers.gguf(textEncoder, named, "BF16");
        imports();

        assertThat(distances()).containsExactly(0, 0);
    }

    private static String llamaName(String name) {
        return name.replace("embed_tokens", "token_embd")
                .replaceAll("^norm", "output_norm")
                .replace("layers.", "blk.")
                .replaceAll("self_attn\\.(.)_(proj|norm)", "attn_$1_$2")
                .replace("attn_o_proj", "attn_output")
                .replaceAll("(attn_.)_proj", "$1")
                .replace("input_layernorm", "attn_norm")
                .replace("post_attention_layernorm", "ffn_norm")
                .replaceAll("mlp\\.(.*)_proj", "ffn_$1");
    }

    @Test
    void a_terminal_shows_the_progress_and_a_script_gets_json() {
        shell.watched();
        Shell.Result imported = type("--config", published + "", "--json");

        assertThat(imported.json().path("folder").asString("")).isEqualTo(made.toString());
        assertThat(imported.json().path("bytes").asLong(0)).isGreaterThan(18_000_000);
        assertThat(imported.err())
                .contains("importing the autoencoder [################] 100 %  6.6 of 6.6 MB")
                .endsWith("\r\u001b[K");
    }

    @Test
    void a_file_of_another_part_is_recognised() throws IOException {
        Path right = transformer;
        transformer = autoencoder;
        refused(type(), autoencoder + ": this is an autoencoder", "name it with --vae");

        transformer = textEncoder;
        refused(type(), "this is a text encoder", "name it with --text-encoder");

        transformer = right;
        autoencoder = right;
        refused(type("--config", published + ""), "this is a transformer, not the autoencoder");
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
        SingleFileTransformer.write(transformer, name);

        refused(type("--config", published + ""), transformer + "", said, "--transformer");
    }

    @Test
    void missing_misshapen_and_surplus_tensors_are_named_and_counted() throws IOException {
        Map<String, Raw> tensors = new LinkedHashMap<>(weights("vae"));
        tensors.remove("decoder.conv_in.bias");
        tensors.put(
                "decoder.conv_out.weight",
                Objects.requireNonNull(tensors.get("decoder.conv_in.weight")));
        tensors.put("decoder.more", Objects.requireNonNull(tensors.get("decoder.conv_out.bias")));
        ForeignFiles.safetensors(autoencoder, tensors);

        refused(
                type("--config", published + ""),
                autoencoder + ": not the autoencoder of the configuration",
                "missing: decoder.conv_in.bias",
                "misshapen: decoder.conv_out.weight is [16, 16, 3, 3] and should be [3, 8, 3, 3]",
                "surplus: decoder.more",
                "--config");
    }

    @Test
    void without_a_configuration_the_sizes_are_those_of_z_image_turbo() throws IOException {
        refused(type(), "missing: layers.10.", "should be [3840]", "it is Z-Image-Turbo's");
    }

    @Test
    void a_file_that_is_cut_off_or_no_weights_at_all_is_refused() throws IOException {
        byte[] whole = Files.readAllBytes(transformer);
        Files.write(transformer, Arrays.copyOf(whole, whole.length - 1));
        refused(type("--config", published + ""), transformer + ": the file is cut off");

        Files.writeString(transformer, "<!DOCTYPE html><html>sign in</html>");
        refused(type("--config", published + ""), transformer + ": a web page (HTML)");

        Files.write(transformer, new byte[4096]);
        refused(type("--config", published + ""), transformer + ": the file has only zero bytes");

        transformer = folder.resolve("none.safetensors");
        refused(type("--config", published + ""), transformer + ": there is no such file");

        transformer = Files.writeString(folder.resolve("x.gguf"), "GGUF\3\0\0\0");
        refused(type("--config", published + ""), transformer + ": the file is cut off");
    }

    @Test
    void a_folder_with_one_gguf_stands_for_it_and_with_two_one_must_be_named() throws IOException {
        Map<String, Raw> fused = ForeignFiles.fused(weights("transformer"), "");
        Path ggufs = Files.createDirectory(folder.resolve("gguf"));
        Path one = ggufs.resolve("z_image_turbo-BF16.gguf");
        Quantisers.gguf(one, fused, "BF16");
        Path two = ggufs.resolve("z_image_turbo-Q8_0.gguf");
        Quantisers.gguf(two, fused, "Q8_0");
        transformer = ggufs;
        refused(
                type("--config", published + ""),
                transformer + ": 2 GGUF files: z_image_turbo-BF16.gguf, z_image_turbo-Q8_0.gguf",
                "name one of them");

        Files.delete(two);
        imports();
        assertThat(distances()).containsExactly(0, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "3.0, --model z-image, Z-Image-Turbo, Z-Image",
        "6.0, --model z-image-turbo, Z-Image, Z-Image-Turbo",
        "6.0, '', Z-Image, Z-Image-Turbo",
    })
    void a_configuration_of_the_other_model_is_refused(
            double shift, String model, String found, String asked) throws IOException {
        Path scheduler = published.resolve("scheduler/scheduler_config.json");
        String config = Files.readString(scheduler);
        assertThat(config).contains("\"shift\": 3.0");
        Files.writeString(scheduler, config.replace("\"shift\": 3.0", "\"shift\": " + shift));
        List<String> words = new ArrayList<>(List.of("--config", published + ""));
        words.addAll(Arrays.asList(model.split(" ")));
        words.removeIf(String::isEmpty);

        refused(
                type(words.toArray(String[]::new)),
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
        Map<String, Raw> tensors = ForeignFiles.fused(weights("transformer"), "");
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        tensors.put(name, new Raw("U8", List.of(bytes.length), bytes));
        ForeignFiles.safetensors(transformer, tensors);

        refused(type("--config", published + ""), transformer + ": ", said);
    }

    @Test
    void a_folder_with_something_in_it_is_left_alone() throws IOException {
        Files.createDirectory(made);
        imports();
        Shell.Result second = type("--config", published + "");

        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err()).contains(made + ": there is something already", "--to");
        draw(made);
    }

    @Test
    void what_a_killed_import_has_left_goes_with_the_next_one() throws IOException {
        Path left = Files.createDirectories(folder.resolve(".made.importing/vae"));
        Files.writeString(left.resolve("half"), "half a file");
        Files.writeString(left.resolve("config.json"), "{}");
        imports();

        assertThat(left).doesNotExist();
        assertThat(made.resolve("vae/half")).doesNotExist();
    }

    @Test
    void the_configuration_must_be_one() throws IOException {
        refused(type("--config", folder + ""), folder + ": none of the configurations of a model");

        Path config = published.resolve("vae/config.json");
        Files.writeString(config, Files.readString(config).replace("\"silu\"", "\"gelu\""));
        refused(type("--config", published + ""), config + ": field 'act_fn' is \"gelu\"");
    }

    @Test
    void the_default_place_is_where_the_server_looks() throws IOException {
        Shell.Result imported =
                shell.type(
                        "import --transformer",
                        transformer + "",
                        "--text-encoder",
                        textEncoder + "",
                        "--vae",
                        autoencoder + "",
                        "--config",
                        published + "");

        assertThat(imported.code()).as(imported.err()).isZero();
        Shell.Result drawn = shell.type("generate fox --width 64 --height 64 --steps 1 -o -");
        assertThat(drawn.err()).contains("z-image engine");
    }

    /// Weights do not tell it from Turbo; with Turbo's scheduler its pictures would be bad.
    @Test
    void the_base_model_is_not_taken_for_turbo() throws IOException {
        transformer =
                Files.move(transformer, transformer.resolveSibling("z_image_bf16.safetensors"));
        refused(type(), "z_image_bf16.safetensors: by its name this is Z-Image", "--model z-image");

        Path sizes = Files.createDirectories(folder.resolve("sizes"));
        for (String part : List.of("transformer", "text_encoder", "vae")) {
            Files.createDirectory(sizes.resolve(part));
            Files.copy(
                    published.resolve(part).resolve("config.json"),
                    sizes.resolve(part).resolve("config.json"));
        }
        assertThat(type("--config", sizes + "", "--model", "z-image").code()).isZero();
        assertThat(Files.readString(made.resolve("scheduler/scheduler_config.json")))
                .contains("\"shift\": 6.0");
        assertThat(Files.size(made.resolve("tokenizer/tokenizer.json")))
                .isEqualTo(Files.size(published.resolve("tokenizer/tokenizer.json")));

        Shell.Result wrong = type("--model", "z-image-omni");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--model is z-image-turbo or z-image, not");
    }

    @Test
    void all_three_files_are_needed() {
        Shell.Result refused = shell.type("import --transformer a --vae b");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--text-encoder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "generate fox -o fox.png"})
    void weights_that_are_one_file_lead_to_this_command(String command) throws IOException {
        Path gguf = folder.resolve("z image.gguf");
        Quantisers.gguf(gguf, ForeignFiles.fused(weights("transformer"), ""), "Q8_0");

        assertThat(shell.type(command + " --weights", transformer + "").err())
                .contains(
                        "z_image_turbo.safetensors: a transformer, not a model's folder",
                        "`zimage import --transformer %s --text-encoder FILE --vae FILE --to DIR`"
                                .formatted(transformer));
        assertThat(shell.type(command + " --weights", autoencoder + "").err())
                .contains("--vae " + autoencoder + " --to DIR`");
        assertThat(shell.type(command + " --weights", gguf + "").err())
                .contains("z image.gguf: a transformer", "--transformer '" + gguf + "' --text");
    }

    /// Of two files of one kind, one may be another model's.
    @Test
    void a_folder_of_single_files_leads_to_the_command_with_all_that_are_known()
            throws IOException {
        Path comfy = Files.createDirectories(folder.resolve("ComfyUI"));
        for (Path file : List.of(transformer, textEncoder, autoencoder)) {
            Files.move(file.getParent(), comfy.resolve(file.getParent().getFileName()));
        }
        Path vae = comfy.resolve("vae/ae.safetensors");
        String command =
                "`zimage import --transformer %s --text-encoder %s --vae %%s --to DIR`"
                        .formatted(
                                comfy.resolve("diffusion_models/z_image_turbo.safetensors"),
                                comfy.resolve("text_encoders/qwen_3_4b.safetensors"));

        assertThat(shell.type("serve --weights", comfy + "").err())
                .contains(command.formatted(vae));

        Files.copy(vae, vae.resolveSibling("other.safetensors"));
        assertThat(shell.type("serve --weights", comfy + "").err())
                .contains(command.formatted("FILE"));
    }

    @Test
    void a_folder_of_the_cache_of_hugging_face_draws() throws IOException {
        Path repository = folder.resolve("hub/models--Tongyi-MAI--Z-Image-Turbo");
        Path blobs = Files.createDirectories(repository.resolve("blobs"));
        Path snapshot = repository.resolve("snapshots/04cc4abb");
        List<Path> files;
        try (Stream<Path> all = Files.walk(published)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path blob = Files.move(file, blobs.resolve(Integer.toHexString(file.hashCode())));
            Path link = snapshot.resolve(published.relativize(file));
            Path beside = link.resolveSibling(".").normalize();
            Files.createDirectories(beside);
            Files.createSymbolicLink(link, beside.relativize(blob));
        }

        assertThat(draw(snapshot).getWidth()).isEqualTo(128);
        assertThat(shell.type("generate fox -o - --weights", repository + "").err())
                .contains("name " + snapshot);
    }
}
