package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.cli.ForeignFiles.Raw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `zimage import`: single files become a folder of a model.
class ImportCommandTest {

    @TempDir Path folder;

    private SingleFiles files;

    @BeforeEach
    void prepare() throws IOException {
        files = new SingleFiles(folder);
    }

    @Test
    void comfyui_single_files_draw_the_same_picture_as_the_published_folder() throws IOException {
        files.imports();

        assertThat(files.distances()).containsExactly(0, 0);
        assertThat(files.made.resolve("transformer/config.json"))
                .hasSameTextualContentAs(files.published.resolve("transformer/config.json"));
        assertThat(files.weights("vae").keySet())
                .isEqualTo(ForeignFiles.read(files.made.resolve("vae")).keySet());
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
        files.transformer = folder.resolve("z_image_turbo-" + type + ".gguf");
        Quantisers.gguf(
                files.transformer, ForeignFiles.fused(files.weights("transformer"), ""), type);
        files.imports();

        double[] distances = files.distances();
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
        Map<String, Raw> fused = ForeignFiles.fused(files.weights("transformer"), prefix);
        ForeignFiles.safetensors(files.transformer, Quantisers.fp8(fused, scaled, scale));
        files.imports();

        double[] distances = files.distances();
        System.out.printf(
                "| fp8 %s | most %.0f | mean %.3f |%n", scale, distances[0], distances[1]);
        assertThat(distances[0]).isLessThanOrEqualTo(most);
        assertThat(distances[1]).isLessThanOrEqualTo(mean);
    }

    @Test
    void one_checkpoint_of_all_parts_is_named_three_times() throws IOException {
        Map<String, Raw> all = new LinkedHashMap<>();
        all.putAll(ForeignFiles.fused(files.weights("transformer"), "model.diffusion_model."));
        all.putAll(
                ForeignFiles.prefixed(
                        files.weights("text_encoder"),
                        "text_encoders.qwen3_4b.transformer.model."));
        all.putAll(
                ForeignFiles.prefixed(ForeignFiles.latentDiffusion(files.weights("vae")), "vae."));
        files.transformer = folder.resolve("all.safetensors");
        ForeignFiles.safetensors(files.transformer, all);
        files.textEncoder = files.transformer;
        files.autoencoder = files.transformer;
        files.imports();

        assertThat(files.distances()).containsExactly(0, 0);
    }

    @Test
    void parts_of_a_published_folder_and_the_names_of_llama_cpp_are_taken_too() throws IOException {
        files.transformer = files.published.resolve("transformer");
        files.autoencoder = files.published;
        files.textEncoder = folder.resolve("qwen3.gguf");
        Map<String, Raw> named = new LinkedHashMap<>();
        files.weights("text_encoder").forEach((name, raw) -> named.put(llamaName(name), raw));
        Quantisers.gguf(files.textEncoder, named, "BF16");
        files.imports();

        assertThat(files.distances()).containsExactly(0, 0);
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
        files.shell.watched();
        Shell.Result imported = files.type("--config", files.published + "", "--json");

        assertThat(imported.json().path("folder").asString("")).isEqualTo(files.made.toString());
        assertThat(imported.json().path("bytes").asLong(0)).isGreaterThan(18_000_000);
        assertThat(imported.err())
                .contains("importing the autoencoder [################] 100 %  6.6 of 6.6 MB")
                .endsWith("\r\u001b[K");
    }

    @Test
    void a_folder_with_one_gguf_stands_for_it_and_with_two_one_must_be_named() throws IOException {
        Map<String, Raw> fused = ForeignFiles.fused(files.weights("transformer"), "");
        Path ggufs = Files.createDirectory(folder.resolve("gguf"));
        Path one = ggufs.resolve("z_image_turbo-BF16.gguf");
        Quantisers.gguf(one, fused, "BF16");
        Path two = ggufs.resolve("z_image_turbo-Q8_0.gguf");
        Quantisers.gguf(two, fused, "Q8_0");
        files.transformer = ggufs;
        files.refused(
                files.type("--config", files.published + ""),
                files.transformer
                        + ": 2 GGUF files: z_image_turbo-BF16.gguf, z_image_turbo-Q8_0.gguf",
                "name one of them");

        Files.delete(two);
        files.imports();
        assertThat(files.distances()).containsExactly(0, 0);
    }

    @Test
    void a_folder_with_something_in_it_is_left_alone() throws IOException {
        Files.createDirectory(files.made);
        files.imports();
        Shell.Result second = files.type("--config", files.published + "");

        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err()).contains(files.made + ": there is something already", "--to");
        files.draw(files.made);
    }

    @Test
    void what_a_killed_import_has_left_goes_with_the_next_one() throws IOException {
        Path left = Files.createDirectories(folder.resolve(".made.importing/vae"));
        Files.writeString(left.resolve("half"), "half a file");
        Files.writeString(left.resolve("config.json"), "{}");
        files.imports();

        assertThat(left).doesNotExist();
        assertThat(files.made.resolve("vae/half")).doesNotExist();
    }

    @Test
    void the_default_place_is_where_the_server_looks() throws IOException {
        Shell.Result imported =
                files.shell.type(
                        "import --transformer",
                        files.transformer + "",
                        "--text-encoder",
                        files.textEncoder + "",
                        "--vae",
                        files.autoencoder + "",
                        "--config",
                        files.published + "");

        assertThat(imported.code()).as(imported.err()).isZero();
        Shell.Result drawn = files.shell.type("generate fox --width 64 --height 64 --steps 1 -o -");
        assertThat(drawn.err()).contains("z-image engine");
    }

    @Test
    void a_folder_of_the_cache_of_hugging_face_draws() throws IOException {
        Path repository = folder.resolve("hub/models--Tongyi-MAI--Z-Image-Turbo");
        Path blobs = Files.createDirectories(repository.resolve("blobs"));
        Path snapshot = repository.resolve("snapshots/04cc4abb");
        List<Path> found;
        try (Stream<Path> all = Files.walk(files.published)) {
            found = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : found) {
            Path blob = Files.move(file, blobs.resolve(Integer.toHexString(file.hashCode())));
            Path link = snapshot.resolve(files.published.relativize(file));
            Path beside = link.resolveSibling(".").normalize();
            Files.createDirectories(beside);
            Files.createSymbolicLink(link, beside.relativize(blob));
        }

        assertThat(files.draw(snapshot).getWidth()).isEqualTo(128);
        assertThat(files.shell.type("generate fox -o - --weights", repository + "").err())
                .contains("name " + snapshot);
    }
}
