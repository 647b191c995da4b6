package dev.zimage.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What people have in place of a model, and what they are told of it.
class UnusableWeightsTest {

    private static final String VAE = "vae/diffusion_pytorch_model.safetensors";
    private static final String TOKENIZER = "tokenizer/tokenizer.json";
    private static final String POINTER =
            "version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 24619999999\n";

    @TempDir Path folder;
    private Path model;

    @BeforeEach
    void unpack() throws IOException {
        model = TinyModel.unpack(folder.resolve("model"));
    }

    private void put(String file, byte[] content) throws IOException {
        Files.write(model.resolve(file), content);
    }

    private void put(String file, String content) throws IOException {
        put(file, content.getBytes(UTF_8));
    }

    /// One line that a person reads to its end.
    private void refused(Path weights, String... words) {
        Shell.Result refused =
                new Shell(folder.resolve("data"))
                        .type(
                                "generate fox --width 64 --height 64 -o",
                                folder.resolve("fox.png") + "",
                                "--weights",
                                weights + "");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains(words).hasLineCount(1);
        assertThat(refused.err().replace(folder.toString(), "")).hasSizeLessThan(420);
        assertThat(folder.resolve("fox.png")).doesNotExist();
    }

    /// A style with a wrong name must not turn the pictures of all models into sketches.
    @Test
    void a_missing_lora_file_stops_the_start_and_doctor_says_only_what_helps() throws IOException {
        Path data = folder.resolve("data");
        TinyModel.unpack(data.resolve("models/z-image-turbo"));
        Shell shell = new Shell(data);
        Files.writeString(data.resolve("zimage.properties"), "models.ink.lora = ghost\n");
        String said =
                "models.ink.lora: %s: there is no such LoRA file; name one"
                        .formatted(data.resolve("loras/ghost.safetensors"));

        assertThat(shell.type("serve --port 0").err()).startsWith("zimage: " + said);
        assertThat(shell.type("doctor").lines())
                .filteredOn(line -> line.startsWith("fail  engine"))
                .singleElement()
                .asString()
                .contains(said)
                .doesNotContain("zimage pull");
    }

    @ParameterizedTest
    @CsvSource({VAE, TOKENIZER, "transformer/config.json", "model_index.json"})
    void a_git_lfs_pointer_is_recognised_wherever_it_stands(String file) throws IOException {
        put(file, POINTER);

        refused(model, file + ": a Git LFS pointer to a file of 24.6 GB", "git lfs pull");
    }

    @ParameterizedTest
    @CsvSource({VAE, TOKENIZER, "vae/config.json"})
    void a_web_page_is_recognised_wherever_it_stands(String file) throws IOException {
        put(file, "\ufeff<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>");

        refused(model, file + ": a web page (HTML)", "zimage pull");
    }

    static List<Arguments> contents() {
        return List.of(
                Arguments.of(
                        "GGUF\3\0\0\0 and so on", "a GGUF file in place of safetensors weights"),
                Arguments.of(
                        "\u0080\2}q\0X", "a PyTorch checkpoint in place of safetensors weights"),
                Arguments.of("PK\5\6", "an archive"),
                Arguments.of("\u001f\u008b\b\0\0\0\0\0", "an archive"),
                Arguments.of(
                        "{\"weight_map\":{}}", "a JSON file that begins '{\"weight_map\":{}}'"),
                Arguments.of("Entry not found", "a text file that begins 'Entry not found'"),
                Arguments.of("\0".repeat(20), "only zero bytes, which a download has reserved"),
                Arguments.of("\1\2\3\4\5\6\7\b\1\2\3", "an unknown kind of file"));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void what_is_in_place_of_weights_is_named(String content, String named) throws IOException {
        put(VAE, content.getBytes(ISO_8859_1));

        boolean gguf = content.startsWith("GGUF");
        refused(model, VAE + ": ", named, gguf ? "zimage import --transformer" : "zimage pull");
    }

    @Test
    void a_checkpoint_of_pytorch_is_recognised_by_its_zip_and_under_its_own_name()
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
        }
        put(VAE, bytes.toByteArray());
        refused(model, VAE + ": a PyTorch checkpoint");

        Files.delete(model.resolve(VAE));
        put("vae/diffusion_pytorch_model.bin", bytes.toByteArray());
        refused(model, "diffusion_pytorch_model.bin: a PyTorch checkpoint", "zimage pull");
    }

    @ParameterizedTest
    @CsvSource({VAE, "vae/config.json", TOKENIZER, "vae"})
    void a_link_to_itself_is_named_with_the_reason(String file) throws IOException {
        Path there = model.resolve(file);
        Files.move(there, folder.resolve("elsewhere"));
        Files.createSymbolicLink(there, there);

        refused(model, file, ": Too many levels of symbolic links");
    }

    @Test
    void an_error_of_a_hub_that_was_saved_as_the_file_is_quoted() throws IOException {
        put("vae/config.json", "{\"error\":\"Access to model x/y is restricted\"}");

        refused(model, "vae/config.json: a hub's error answer", "Access to model x/y");
    }

    @Test
    void a_file_that_is_cut_off_says_how_far_it_goes() throws IOException {
        byte[] whole = Files.readAllBytes(model.resolve(VAE));
        put(VAE, Arrays.copyOf(whole, whole.length - 1));
        refused(model, VAE + ": the file is cut off: it has ", "download or the copy end");

        put(VAE, new byte[0]);
        refused(model, VAE + ": the file is empty");

        put(VAE, whole);
        String tokenizer = Files.readString(model.resolve(TOKENIZER));
        put(TOKENIZER, tokenizer.substring(0, tokenizer.length() / 2));
        refused(model, TOKENIZER + ": the file is cut off");
    }

    @Test
    void a_download_that_has_not_ended_is_named() throws IOException {
        Path partial = model.resolve(VAE + ".crdownload");
        Files.move(model.resolve(VAE), partial);

        refused(model, VAE + ".crdownload: the download of the weights has not ended");
    }

    @Test
    void a_link_that_leads_nowhere_is_called_a_link() throws IOException {
        Path link = model.resolve(VAE);
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("../../blobs/0123"));
        refused(model, VAE + ": a symbolic link to ../../blobs/0123", "cp -L");

        Path shard =
                model.resolve("transformer/diffusion_pytorch_model-00002-of-00007.safetensors");
        Files.delete(shard);
        Files.createSymbolicLink(shard, Path.of("../../blobs/4567"));
        refused(model, "1 of 7 shards", "a symbolic link to ../../blobs/4567");

        Path away = Files.createSymbolicLink(folder.resolve("away"), Path.of("/mnt/not-mounted"));
        refused(away, "away: a symbolic link to /mnt/not-mounted");
        refused(
                away.resolve("z-image-turbo"),
                "away: a symbolic link to /mnt/not-mounted",
                "mount or restore");
    }

    @Test
    void a_folder_of_the_model_that_is_a_link_to_nowhere_is_called_a_link() throws IOException {
        Path tokenizer = model.resolve("tokenizer");
        Files.delete(model.resolve(TOKENIZER));
        try (var files = Files.list(tokenizer)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(tokenizer);
        Files.createSymbolicLink(tokenizer, Path.of("../../snapshots/89ab"));

        refused(model, "tokenizer: a symbolic link to ../../snapshots/89ab", "cp -rL");
    }

    @Test
    void a_folder_in_place_of_a_file_is_named() throws IOException {
        Files.delete(model.resolve(VAE));
        Files.createDirectory(model.resolve(VAE));

        refused(model, VAE + ": a folder in place of a file");
    }

    @ParameterizedTest
    @CsvSource({
        "z_image_turbo_bf16.safetensors, '', false",
        "diffusion_pytorch_model.safetensors, diffusion_model., false",
        "z_image_turbo_fp8.safetensors, model.diffusion_model., true",
    })
    void a_transformer_with_the_names_of_comfyui_is_recognised(
            String file, String prefix, boolean scaled) throws IOException {
        SingleFileTransformer.replace(model.resolve("transformer"), file, prefix, scaled);

        refused(
                model,
                "transformer/" + file + ": a transformer in one file with ComfyUI's names",
                scaled ? "scaled to fp8" : "",
                "`zimage import --transformer " + model.resolve("transformer").resolve(file));
    }

    @Test
    void single_files_in_place_of_a_models_folder_are_recognised() throws IOException {
        Path comfy = Files.createDirectories(folder.resolve("ComfyUI/models/diffusion_models"));
        Path file = Files.write(comfy.resolve("z_image_turbo_bf16.safetensors"), new byte[9]);

        refused(comfy, "single files, as ComfyUI has them (z_image_turbo_bf16.safetensors)");
        refused(
                folder.resolve("ComfyUI/models"),
                "(diffusion_models/z_image_turbo_bf16.safetensors)");
        refused(file, "z_image_turbo_bf16.safetensors: a file, not a model's folder");
    }

    @Test
    void a_folder_beside_the_right_one_leads_to_it() throws IOException {
        refused(folder, "name " + model);
        refused(model.resolve("transformer"), "name " + model);

        Path snapshots = Files.createDirectories(folder.resolve("hub/models--T--Z/snapshots"));
        Path snapshot = Files.move(model, snapshots.resolve("0123"));
        refused(folder.resolve("hub"), "name " + snapshot);
    }

    @Test
    void quantised_weights_are_recognised_under_the_published_names_too() throws IOException {
        SingleFileTransformer.replace(
                model.resolve("transformer"), "model_fp8.safetensors", null, true);

        refused(model, "weights scaled to fp8", "F8_E4M3", "`zimage import --transformer ");
    }

    @ParameterizedTest
    @CsvSource({
        "transformer.layers.0.attention.to_q.lora_A.weight, a LoRA file",
        "model.layers.0.self_attn.q_proj.weight, 'the text encoder''s weights in the folder of another'",
        "decoder.conv_in.weight, move them to vae",
        "layers.0.attention.to_q.weight.absmax, quantised",
        "double_blocks.0.img_attn.qkv.weight, 'surplus: double_blocks.0.img_attn.qkv.weight'"
    })
    void weights_that_are_not_the_transformers_are_recognised(String tensor, String named)
            throws IOException {
        Path transformer = model.resolve("transformer");
        SingleFileTransformer.replace(
                transformer, "diffusion_pytorch_model.safetensors", null, false);
        SingleFileTransformer.write(
                transformer.resolve("diffusion_pytorch_model.safetensors"), tensor);

        refused(model, named);
    }

    @Test
    void names_of_tensors_are_counted_and_not_listed_to_the_end() throws IOException {
        Path config = model.resolve("transformer/config.json");
        put(
                "transformer/config.json",
                Files.readString(config).replace("\"n_layers\": 3", "\"n_layers\": 30"));

        refused(model, "the weights are not those of config.json; missing: layers.10.", " more");
    }
}
