package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateCommandTest {

    private static final String SMALL = "generate sea --aspect-ratio 16:9 --seed 7 -o";

    @TempDir Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder.resolve("none"));
    }

    @Test
    void a_picture_is_drawn_without_an_installation() throws IOException {
        Path file = folder.resolve("sea.png");

        Shell.Result drawn = shell.type(SMALL, file.toString());

        assertThat(drawn.code()).isZero();
        assertThat(drawn.out()).isEmpty();
        assertThat(drawn.err())
                .contains("1280x720 png", "seed 7", "sketch engine")
                .doesNotContain("\r");
        BufferedImage picture = ImageIO.read(file.toFile());
        assertThat(picture.getWidth()).isEqualTo(1280);
        assertThat(files()).containsExactly("none", "sea.png");
        assertThat(folder.resolve("none/provenance.pem")).exists();
    }

    @Test
    void the_pixels_of_the_configuration_hold_for_shapes_and_not_for_sides() {
        shell.environment().put("ZIMAGE_ENGINE_PIXELS", "262144");

        assertThat(shell.type("generate sea -o -").err()).contains("512x512 jpeg");
        assertThat(shell.type(SMALL, "-").err()).contains("512x288 jpeg");
        assertThat(shell.type("generate sea --width 640 --height 640 -o -").err())
                .contains("640x640 jpeg");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_a_prompt() throws IOException {
        Path file = folder.resolve("prompt.jpg");

        shell.type("generate \uFEFFsea --width 64 --height 64 --seed 7 -o", file.toString());
        int[] marked = TestImages.pixels(file);
        shell.type("generate sea --width 64 --height 64 --seed 7 -o", file.toString());

        assertThat(marked).isEqualTo(TestImages.pixels(file));
        assertThat(shell.type("generate \uFEFF -o", file.toString()).err())
                .contains("1 to 1,000 characters, not 0");
    }

    @Test
    void the_same_seed_draws_the_same_picture_on_standard_output_too() throws IOException {
        Path file = folder.resolve("sea.JPG");
        shell.type(SMALL, file.toString());

        Shell.Result drawn = shell.type(SMALL, "-");

        assertThat(drawn.code()).isZero();
        assertThat(TestImages.pixels(drawn.bytes())).isEqualTo(TestImages.pixels(file));
    }

    @Test
    void the_format_can_be_another_than_the_name_says() throws IOException {
        Shell.Result drawn = shell.type(SMALL, "-", "--format", "png");

        assertThat(drawn.bytes()).startsWith(0x89, 'P', 'N', 'G');
        assertThat(ImageIO.read(new ByteArrayInputStream(drawn.bytes()))).isNotNull();
    }

    @Test
    void a_seed_that_was_drawn_by_chance_is_told() {
        String first = shell.type("generate sea --aspect-ratio 16:9 -o -").err();
        String second = shell.type("generate sea --aspect-ratio 16:9 -o -").err();

        assertThat(seed(first)).isNotEqualTo(seed(second));
    }

    private static String seed(String report) {
        return report.replaceAll("(?s).*seed ([0-9]+),.*", "$1");
    }

    @Test
    void a_file_that_is_there_is_replaced_and_a_link_followed() throws IOException {
        Path file = Files.writeString(folder.resolve("old.jpg"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.jpg"), file);

        shell.type(SMALL, link.toString());

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.readAllBytes(file)).startsWith(0xFF, 0xD8);
        assertThat(files()).containsExactly("link.jpg", "none", "old.jpg");
    }

    @Test
    void a_folder_is_not_overwritten() throws IOException {
        Path target = Files.createDirectory(folder.resolve("pictures.jpg"));

        Shell.Result refused = shell.type(SMALL, target.toString());

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err().lines()).hasSize(1);
        assertThat(refused.err()).contains("is a folder");
    }

    @Test
    void a_folder_that_is_not_there_is_named() {
        Shell.Result refused = shell.type(SMALL, folder.resolve("no/sea.jpg").toString());

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("there is no folder " + folder.resolve("no"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "generate sea",
                "generate -o sea.jpg",
                "generate sea -o sea.gif",
                "generate sea -o sea.jpg --seed 4294967296",
                "generate sea -o sea.jpg --seed=-1",
                "generate sea -o sea.jpg --aspect-ratio 2:1",
                "generate sea -o sea.jpg --format gif",
                "generate sea -o sea.jpg --engine best",
                "generate sea -o sea.jpg more"
            })
    void what_cannot_be_drawn_is_wrong_usage(String words) throws IOException {
        Shell.Result refused = shell.type(words);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).startsWith("zimage: ").contains("generate --help");
        assertThat(files()).isEmpty();
    }

    @Test
    void a_prompt_has_1_to_1000_characters() {
        Path file = folder.resolve("sea.jpg");

        assertThat(shell.type("generate -o " + file, " ").code()).isEqualTo(2);
        Shell.Result refused = shell.type("generate -o " + file, "海".repeat(1001));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("1 to 1,000 characters, not 1,001");
    }

    @Test
    void on_a_terminal_the_progress_is_drawn_and_gone_at_the_end() {
        Shell.Result drawn = shell.watched().type(SMALL, "-");

        assertThat(drawn.err()).contains("drawing [---").contains("\r\u001b[K");
        assertThat(drawn.err().substring(drawn.err().lastIndexOf('\r')))
                .startsWith("\r\u001b[Kstandard output: 1280x720");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
