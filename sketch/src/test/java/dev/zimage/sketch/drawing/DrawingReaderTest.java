package dev.zimage.sketch.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.sketch.colour.Light;
import dev.zimage.sketch.colour.Palette;
import dev.zimage.sketch.words.Motif;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DrawingReaderTest {

    private static final Palette PALETTE =
            new Palette(0xF0E0C0, 0x202040, 0x4080A0, 0xFFF8E8, 0xE04020);
    private static final int SIDE = 40;

    static List<String> files() throws Exception {
        Path folder =
                Path.of(
                                Objects.requireNonNull(
                                                DrawingReaderTest.class.getResource(
                                                        "../drawings/sky.xml"))
                                        .toURI())
                        .resolveSibling("");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(file -> file.endsWith(".xml"))
                    .map(file -> file.replace(".xml", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_drawing_of_the_program_can_be_read(String name) {
        assertThat(DrawingLibrary.OF_PROGRAM.get(name)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "<circle cx='0' cy='0' r='size' fill='ink'/> | unknown name size",
                "<circle cx='0' cy='0' fill='ink'/> | circle needs the attribute r",
                "<circle cx='0' cy='0' r='1' colour='ink'/> | circle has unknown attributes: colour",
                "<circle cx='0' cy='0' r='1 +' fill='ink'/> | not an expression",
                "<circle cx='0' cy='0' r='1 $ 2' fill='ink'/> | not an expression: 1 $ 2",
                "<circle cx='0' cy='0' r='mix(1, 2)' fill='ink'/> | mix takes 3 values",
                "<circle cx='0' cy='0' r='twice(1)' fill='ink'/> | unknown function twice",
                "<path d='M w, h L w' fill='ink'/> | path: L takes 2 values",
                "<cat/> | element cat is not supported",
                "<let w='1'/> | w is a name of every picture",
                "<use href='#fish'/> | no drawing #fish before this line",
                "<use href='cats'/> | no drawing cats",
                "<function id='twice' takes='a' value='a * 2'/> | only picture.xml has functions",
                "<let a='depth(1, 2)'/> | depth takes 1 values",
                "<outline of='cat' fill='ink'/> | unknown shape #cat",
                "<else/> | else must follow an if",
            })
    void a_fault_is_named_with_its_file_and_line(String body, String fault) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(DrawingException.class)
                .hasMessageStartingWith("test.xml:2: ")
                .hasMessageContaining(fault);
    }

    @Test
    void expressions_reckon_with_their_usual_precedence() {
        assertThat(painted("<rect x='0' y='0' width='2 + 3 * 4 - 4' height='h' fill='#ff0000'/>"))
                .hasSize(10 * SIDE);
        assertThat(
                        painted(
                                "<let a='3 > 2 and not (1 = 2) ? 8 : 2'/>"
                                        + "<rect x='0' y='0' width='a' height='h' fill='#ff0000'/>"))
                .hasSize(8 * SIDE);
    }

    @Test
    void repeats_parts_and_values_are_painted() {
        String twoBars =
                "<define id='bar' takes='x'><rect x='x' y='0' width='2' height='h'"
                        + " fill='#ff0000'/></define><repeat count='2'><use href='#bar' x='i *"
                        + " 10'/></repeat>";
        assertThat(painted(twoBars)).hasSize(2 * 2 * SIDE);
        assertThat(
                        painted(
                                "<repeat as='x' from='0' to='w' step='10'><rect x='x' y='0' width='1' height='h' fill='#ff0000'/></repeat>"))
                .hasSize(4 * SIDE);
    }

    @Test
    void one_of_several_and_conditions_paint_one_of_them() {
        String either = "<rect x='0' y='0' width='%s' height='h' fill='#ff0000'/>";
        assertThat(painted("<one-of>" + either.formatted(5) + either.formatted(5) + "</one-of>"))
                .hasSize(5 * SIDE);
        String chain =
                "<if test='has(cat)'>"
                        + either.formatted(1)
                        + "</if><else test='has(dog)'>"
                        + either.formatted(2)
                        + "</else><else>"
                        + either.formatted(3)
                        + "</else>";
        assertThat(painted(chain)).hasSize(2 * SIDE);
    }

    @Test
    void shapes_are_cut_by_others() {
        String left = "<rect id='left' x='0' y='0' width='w / 2' height='h'/>";
        String all = "<rect x='0' y='0' width='w' height='h' %s='left' fill='#ff0000'/>";
        assertThat(painted(left + all.formatted("within"))).hasSize(SIDE * SIDE / 2);
        assertThat(painted(left + all.formatted("without"))).hasSize(SIDE * SIDE / 2);
    }

    private static DrawingTemplate read(String body) {
        String text = "<drawing>\n" + body + "</drawing>";
        Element root =
                Element.read(
                        "test.xml",
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return Objects.requireNonNull(
                DrawingReader.read("test.xml", root, DrawingLibrary.OF_PROGRAM).get(""));
    }

    /// The indexes of the pixels that the drawing paints red.
    private static List<Integer> painted(String body) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        int[] pixels = new int[SIDE * SIDE];
        Picture picture =
                new Picture(
                        image,
                        null,
                        PALETTE,
                        Light.DAY,
                        new SplittableRandom(1),
                        List.of(Motif.named("dog")),
                        null);
        read(body).paint(picture);
        image.getRGB(0, 0, SIDE, SIDE, pixels, 0, SIDE);
        return Stream.iterate(0, i -> i + 1)
                .limit(pixels.length)
                .filter(i -> (pixels[i] & 0xFFFFFF) == 0xFF0000)
                .toList();
    }
}
