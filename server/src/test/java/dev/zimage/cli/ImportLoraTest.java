package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.cli.ForeignFiles.Raw;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `zimage import --lora`.
@SuppressWarnings("NullAway.Init") // made before each test
class ImportLoraTest {

    @TempDir Path folder;

    private Shell shell;
    private Path published;
    private Path imported;

    @BeforeEach
    void prepare() throws IOException {
        shell = new Shell(folder.resolve("data"));
        published = TinyModel.unpack(folder.resolve("published"));
        imported = folder.resolve("data/loras");
    }

    private Shell.Result type(Path file, String... more) {
        return shell.type(
                "import --lora",
                Stream.concat(
                                Stream.of(file.toString(), "--config", published.toString()),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private void refused(Shell.Result refused, String... words) throws IOException {
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains(words).hasLineCount(1);
        assertThat(files()).isEmpty();
    }

    private List<String> files() throws IOException {
        if (!Files.exists(imported)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(imported)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Map<String, Raw> tensors(String lora) throws IOException {
        Path alone = Files.createDirectories(folder.resolve("alone-" + lora));
        Files.copy(TinyModel.lora(lora), alone.resolve("model.safetensors"));
        return ForeignFiles.read(alone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"diffusers", "diffusers-alpha", "kohya", "comfyui"})
    void a_file_with_the_names_of_each_program_is_copied(String name) throws IOException {
        Shell.Result result = type(TinyModel.lora(name));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(files()).containsExactly(name + ".safetensors");
        assertThat(imported.resolve(name + ".safetensors"))
                .hasSameBinaryContentAs(TinyModel.lora(name));
        assertThat(result.out())
                .contains(imported.resolve(name + ".safetensors") + ": ", "complete and verified")
                .contains("models.%s.lora = %s@1\n".formatted(name, name));
    }

    /// Without it, the layers would be changed by another factor.
    @Test
    void the_configuration_that_peft_has_beside_a_file_is_copied_too() throws IOException {
        Path file =
                Files.copy(
                        TinyModel.lora("diffusers"), folder.resolve("adapter_model.safetensors"));
        Path configuration = folder.resolve("adapter_config.json");
        Files.writeString(configuration, "{\"lora_alpha\": 8}");

        assertThat(type(file, "--as", "ink").code()).isZero();
        assertThat(files()).containsExactly("ink.adapter_config.json", "ink.safetensors");

        Files.writeString(configuration, "{\"lora_alpha\": 4}");
        Shell.Result again = type(file, "--as", "ink");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("ink.adapter_config.json: a different file is there");
    }

    /// It would scale the layers of a file that has none.
    @Test
    void a_configuration_that_a_killed_import_has_left_is_not_taken_over() throws IOException {
        Files.createDirectories(imported);
        Files.writeString(imported.resolve("kohya.adapter_config.json"), "{\"lora_alpha\": 8}");

        Shell.Result result = type(TinyModel.lora("kohya"));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("kohya.adapter_config.json: a different file is there");
        assertThat(files()).containsExactly("kohya.adapter_config.json");
    }

    @Test
    void what_a_killed_import_has_left_goes_with_a_later_one() throws IOException {
        Files.createDirectories(imported);
        Path killed = Files.writeString(imported.resolve(".lora-1.importing"), "half a file");
        Files.setLastModifiedTime(killed, FileTime.from(Instant.now().minusSeconds(4000)));
        Path going = Files.writeString(imported.resolve(".lora-2.importing"), "half a file");

        assertThat(type(TinyModel.lora("kohya")).code()).isZero();
        assertThat(files()).containsExactly(going.getFileName() + "", "kohya.safetensors");
    }

    @Test
    void it_is_drawn_with_by_its_name() throws IOException {
        shell.install();
        Path file = Files.copy(TinyModel.lora("comfyui"), folder.resolve("Ink, wet.safetensors"));
        Shell.Result result = type(Path.of(file + "@0.80"));
        assertThat(result.out()).contains("  models.ink-wet.lora = Ink-wet@0.8\n");
        assertThat(type(file, "--json").json().path("name").asString()).isEqualTo("Ink-wet");

        byte[] plain = drawn("--precision=fp32");
        byte[] byPath = drawn("--precision=fp32", "--lora", file + "@0.8");
        assertThat(byPath).isNotEqualTo(plain);
        assertThat(drawn("--precision=fp32", "--lora", "Ink-wet@0.8")).isEqualTo(byPath);

        Files.writeString(
                folder.resolve("data/zimage.properties"),
                """
                engine.name = z-image
                engine.weights = %s
                models.ink-wet.lora = Ink-wet@0.8
                models.ink-wet.price = 0.005
                """
                        .formatted(published));
        assertThat(shell.type("doctor").out())
                .contains("ink-wet with " + imported.resolve("Ink-wet.safetensors@0.8"));
        Files.delete(imported.resolve("Ink-wet.safetensors"));
        assertThat(shell.type("serve --port 0").err())
                .contains(imported.resolve("Ink-wet.safetensors") + ": there is no such LoRA file")
                .contains("zimage import --lora");
    }

    private byte[] drawn(String... more) {
        Shell.Result result =
                shell.type(
                        "generate fox --width 64 --height 64 --steps 1 --seed 7 --no-marks -o -"
                                + " --weights",
                        Stream.concat(Stream.of(published.toString()), Stream.of(more))
                                .toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        return result.bytes();
    }

    @Test
    void the_same_file_can_be_imported_again_and_another_needs_another_name() throws IOException {
        Path file = folder.resolve("ink.safetensors");
        Files.copy(TinyModel.lora("kohya"), file);
        assertThat(type(file).code()).isZero();
        assertThat(type(file).code()).isZero();
        Files.delete(file);
        Files.copy(TinyModel.lora("comfyui"), file);

        Shell.Result other = type(file);

        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err())
                .contains(
                        imported.resolve("ink.safetensors") + ": a different file is there already",
                        "--as");
        assertThat(type(file, "--as", "ink2").out()).contains("models.ink2.lora = ink2@1");
        assertThat(files()).containsExactly("ink.safetensors", "ink2.safetensors");
    }

    @Test
    void what_is_no_lora_for_the_model_is_named() throws IOException {
        Path other = folder.resolve("other.safetensors");
        Map<String, Raw> tensors = tensors("kohya");
        Map<String, Raw> strange = new LinkedHashMap<>();
        tensors.forEach((name, raw) -> strange.put(name.replace("layers_1", "blocks_99"), raw));
        ForeignFiles.safetensors(other, strange);
        refused(type(other), other + ": ", "layers are not in this model", "made for Z-Image");

        ForeignFiles.safetensors(other, ForeignFiles.read(published.resolve("vae")));
        refused(type(other), other + ": not a LoRA file: it has a tensor decoder.");

        Files.writeString(other, "<!DOCTYPE html><html>sign in</html>");
        refused(type(other), other + ": a web page (HTML)");

        refused(type(folder.resolve("none")), "there is no such LoRA file");
    }

    @Test
    void without_a_model_or_a_configuration_the_sizes_are_those_of_z_image_turbo()
            throws IOException {
        Path file = TinyModel.lora("comfyui");
        refused(
                shell.type("import --lora", file.toString()),
                file + ": its layers are not those of this model",
                "is not");
        TinyModel.unpack(folder.resolve("data/models/z-image-turbo"));
        assertThat(shell.type("import --lora", file.toString()).code()).isZero();
    }

    @Test
    void a_value_that_is_no_number_is_found_before_anything_is_copied() throws IOException {
        Path file = folder.resolve("broken.safetensors");
        Map<String, Raw> tensors = tensors("comfyui");
        String name = tensors.keySet().iterator().next();
        tensors.computeIfPresent(
                name,
                (_, raw) -> {
                    byte[] bytes = raw.bytes().clone();
                    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, Float.NaN);
                    return new Raw(raw.type(), raw.shape(), bytes);
                });
        ForeignFiles.safetensors(file, tensors);

        refused(type(file), file + ": tensor " + name, "not a number", "download it again");
    }

    @ParameterizedTest
    @CsvSource({
        "import --lora a --vae b, --lora cannot be used with",
        "import --as ink, --as needs --lora",
        "import, --transformer is missing",
        "import --transformer a --vae b, --text-encoder is missing",
    })
    void options_that_do_not_go_together_are_named(String line, String said) {
        Shell.Result wrong = shell.type(line);
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../ink", "a b", "ink@1", "ink.safetensors"})
    void a_name_that_settings_could_not_have_is_refused(String name) throws IOException {
        refused(type(TinyModel.lora("kohya"), "--as", name), "--as must be up to 64 letters");
    }
}
