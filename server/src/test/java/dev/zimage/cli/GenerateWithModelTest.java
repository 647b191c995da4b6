package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateWithModelTest {

    @TempDir Path folder;

    private Shell shell;
    private Path weights;

    @BeforeEach
    void install() throws IOException {
        shell = new Shell(folder.resolve("data"));
        weights = TinyModel.unpack(folder.resolve("model"));
    }

    @Test
    void a_folder_of_weights_draws_and_the_bar_shows_each_step() throws IOException {
        Path file = folder.resolve("fox.png");

        Shell.Result drawn =
                shell.watched()
                        .type(
                                "generate fox --width 128 --height 96 --steps 3 --seed 42"
                                        + " --weights",
                                weights.toString(),
                                "-o",
                                file.toString());

        assertThat(drawn.err())
                .contains("loading the transformer", "step 1 of 4", "step 3 of 4", "step 4 of 4")
                .contains("128x96 png", "seed 42", "z-image engine");
        assertThat(drawn.code()).isZero();
        BufferedImage picture = ImageIO.read(file.toFile());
        assertThat(picture.getWidth()).isEqualTo(128);
        assertThat(picture.getHeight()).isEqualTo(96);
        assertThat(weights.resolve("prepared")).isDirectory();
    }

    @Test
    void each_precision_draws_and_its_weights_go_where_they_are_wanted() throws IOException {
        for (String precision : new String[] {"fp32", "int8", "q8", "q4"}) {
            Path cache = folder.resolve("cache-" + precision);
            Shell.Result drawn =
                    shell.type(
                            "generate fox --width 64 --height 64 --steps 1 -o - --precision",
                            precision,
                            "--weights",
                            weights.toString(),
                            "--cache",
                            cache.toString());
            assertThat(drawn.code()).as(drawn.err()).isZero();
            assertThat(ImageIO.read(new ByteArrayInputStream(drawn.bytes()))).isNotNull();
            assertThat(cache).isNotEmptyDirectory();
        }
        assertThat(weights.resolve("prepared")).doesNotExist();
    }

    @Test
    void the_base_model_is_guided_away_from_the_negative_prompt() throws IOException {
        Path base = TinyModel.unpackBase(folder.resolve("data/models/z-image"));
        String common =
                "generate fox --width 64 --height 64 --seed 1 --steps 2 --no-marks --format png -o"
                        + " -";

        byte[] usual = drawn(shell.type(common)).bytes();

        assertThat(
                        drawn(shell.type(common, "--weights", base.toString(), "--guidance", "4"))
                                .bytes())
                .isEqualTo(usual);
        assertThat(drawn(shell.type(common + " --guidance 0")).bytes()).isNotEqualTo(usual);
        byte[] negative = drawn(shell.type(common + " --negative-prompt", "rainy street")).bytes();
        assertThat(negative).isNotEqualTo(usual);
        assertThat(drawn(shell.type(common + " --guidance 0 --negative-prompt", "rain")).bytes())
                .isEqualTo(drawn(shell.type(common + " --guidance 1")).bytes());
    }

    @Test
    void a_lora_changes_the_picture_by_its_strength() throws IOException {
        String common =
                "generate fox --width 64 --height 64 --seed 1 --steps 1 --no-marks --format png -o"
                        + " - --weights "
                        + weights;
        String lora = TinyModel.lora("comfyui").toString();

        byte[] usual = drawn(shell.type(common)).bytes();

        byte[] whole = drawn(shell.type(common + " --lora " + lora)).bytes();
        assertThat(whole)
                .isNotEqualTo(usual)
                .isEqualTo(drawn(shell.type(common + " --lora " + lora + "@1")).bytes());
        assertThat(drawn(shell.type(common + " --lora " + lora + "@0.5")).bytes())
                .isNotEqualTo(whole)
                .isNotEqualTo(usual);
    }

    @Test
    void a_picture_is_drawn_again_by_its_receipt() throws IOException {
        Path file = folder.resolve("fox.png");
        String again = "generate --prompt fox --like " + file + " --weights " + weights + " -o ";
        drawn(
                shell.type(
                        "generate fox --width 64 --height 64 --seed 5 --steps 2 --precision q8"
                                + " --weights "
                                + weights
                                + " -o "
                                + file));

        Shell.Result same = drawn(shell.type(again + folder.resolve("same.png")));
        Shell.Result other =
                drawn(shell.type(again + folder.resolve("other.png") + " --precision fp32"));

        assertThat(same.err()).contains("64x64 png", "seed 5").doesNotContain("differs");
        assertThat(TestImages.pixels(folder.resolve("same.png")))
                .isEqualTo(TestImages.pixels(file));
        assertThat(other.err())
                .contains("differs from " + file + ": precision was q8, is fp32")
                .doesNotContain("weights was");
    }

    @Test
    void prompts_of_a_picture_that_is_drawn_again_are_compared() throws IOException {
        Path file = folder.resolve("fox.png");
        String model = " --steps 1 --weights " + weights + " -o ";
        String first =
                "generate fox --width 64 --height 64 --seed 5 --guidance 3 --negative-prompt blur"
                        + model
                        + file;
        String again = "generate --prompt fox --like " + file + " --negative-prompt text" + model;
        drawn(shell.type(first));

        assertThat(drawn(shell.type(again + folder.resolve("untold.png"))).err())
                .contains(file + " does not say what its negative prompt was; this one is text");

        shell.environment().put("ZIMAGE_PROVENANCE_PROMPT", "true");
        drawn(shell.type(first));
        assertThat(drawn(shell.type(again + folder.resolve("other.png"))).err())
                .contains("differs from " + file + ": negative prompt was blur, is text")
                .doesNotContain(": prompt was");
        assertThat(
                        drawn(
                                        shell.type(
                                                "generate cat --like "
                                                        + file
                                                        + model
                                                        + folder.resolve("cat.png")))
                                .err())
                .contains("differs from " + file + ": prompt was fox, is cat")
                .doesNotContain("negative prompt was");
    }

    @Test
    void a_lora_of_another_model_is_named_before_anything_is_loaded() throws IOException {
        Path file = folder.resolve("other.safetensors");
        SingleFileTransformer.write(file, "double_blocks.0.img_attn.qkv.lora_A.weight");

        Shell.Result refused =
                shell.type("generate fox -o - --lora " + file + " --weights", weights.toString());

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains(
                        file.toString(),
                        "1 of its 1 layers are not in this model",
                        "double_blocks");
        assertThat(weights.resolve("prepared")).doesNotExist();
    }

    @Test
    void the_base_model_takes_28_steps_by_itself() throws IOException {
        TinyModel.unpackBase(folder.resolve("data/models/z-image"));
        Shell.Result drawn =
                shell.watched().type("generate fox --width 64 --height 64 --seed 1 -o -");
        assertThat(drawn.err()).contains("step 28 of 29");
    }

    private static Shell.Result drawn(Shell.Result result) {
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    @Test
    void the_model_in_the_data_directory_is_found() throws IOException {
        TinyModel.unpack(folder.resolve("data/models/z-image-turbo"));
        Shell.Result drawn = shell.type("generate fox --width 64 --height 64 --steps 1 -o -");
        assertThat(drawn.err()).contains("z-image engine");
    }

    @Test
    void a_model_that_is_not_whole_is_named_and_nothing_else_draws() throws IOException {
        Files.delete(weights.resolve("vae/diffusion_pytorch_model.safetensors"));
        Shell.Result refused = shell.type("generate fox -o - --weights", weights.toString());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("the model cannot be used", "vae", "no weights");
        assertThat(refused.bytes()).isEmpty();
    }

    @Test
    void a_model_that_is_asked_for_must_be_there() {
        assertThat(shell.type("generate fox -o - --engine z-image").err())
                .contains("no model is installed", "zimage pull");
        assertThat(shell.type("generate fox -o - --steps 4").err())
                .contains("no model is installed");
        assertThat(shell.type("generate fox -o - --weights", folder.resolve("no").toString()).err())
                .contains("there is no folder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--width 100 --height 64",
                "--width 64",
                "--width 64 --height 64 --aspect-ratio 1:1",
                "--width 64 --height 99999",
                "--steps 0",
                "--steps 101",
                "--steps many",
                "--guidance -1",
                "--lora style.safetensors@11",
                "--engine sketch --lora style.safetensors",
                "--guidance 31",
                "--guidance NaN",
                "--engine sketch --guidance 4",
                "--threads 0",
                "--precision int4",
                "--engine sketch --steps 3",
                "--engine z_image"
            })
    void what_cannot_be_asked_for_is_wrong_usage(String words) {
        Shell.Result refused = shell.type("generate fox -o - " + words);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).startsWith("zimage: ").contains("generate --help");
    }
}
