package dev.zimage.sketch.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.sketch.colour.Light;
import dev.zimage.sketch.colour.Palette;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MotifReadingTest {

    private static final Palette PALETTE =
            new Palette(0xF0E0C0, 0x202040, 0x4080A0, 0xFFF8E8, 0xE04020);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "<path d='M0 0h9v9z' fill='var(--fur)'/> | unknown name fur",
                "<path d='M0 0h9v9z' fill='red'/> | unknown name red",
                "<path d='M0 0h9v9z'/> | path needs a fill or a stroke",
                "<path d='L0 0' fill='#fff'/> | path begins with M, not L",
                "<path d='M0 0 C 1 2 3 4' fill='#fff'/> | path: C takes 6 values",
                "<path d='M0 0 C 1 2 L 3 4' fill='#fff'/> | path: C takes 6 values",
                "<path d='M0 0 A 1 1 0 0 0 5 5' fill='#fff'/> | path: no command A",
                "<path d='M0 0 C 1 2 3 4 5 6 S 7 8 9 9' fill='#fff'/> | path: no command S",
                "<path d='M0 0 h9 & z' fill='#fff'/> | not XML",
                "<path d='M0 0h9v9z' fill='#fff' transform='scale(2)'/> | path has unknown attributes: transform",
                "<path d='M0 0h9v9z' fill='#fff' class='fur'/> | unknown class fur",
                "<path d='M0 0h9v9z' fill='url(#g1)'/> | unknown gradient url(#g1)",
                "<circle r='x' fill='#fff'/> | unknown name x",
                "<circle fill='#fff'/> | circle needs the attribute r",
                "<use href='#s1' fill='#fff'/> | unknown shape #s1",
                "<text>cat</text> | element text is not supported",
                "<style>svg { --ink: #000; }</style> | ink is a name of every picture",
                "<style>svg { --a: var(--b); --b: var(--a); }</style><path d='M0 0h1z'"
                        + " fill='var(--a)'/> | unknown name b",
                "<style>svg { --a: color-mix(in oklab, var(--ink), #fff); }</style><path"
                        + " d='M0 0h1z' fill='var(--a)'/> | mix takes 3 values",
                "<linearGradient id='g1' x1='0' y1='0' x2='1' y2='1'/> | linearGradient needs the attribute gradientUnits",
                "<linearGradient id='g1' gradientUnits='userSpaceOnUse' x1='0' y1='0' x2='1'"
                        + " y2='1'><stop stop-color='#fff'/></linearGradient> | needs two stops",
            })
    void a_bad_file_is_named_with_its_line_and_fault(String body, String fault) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(DrawingException.class)
                .hasMessageStartingWith("bad.svg:3: ")
                .hasMessageContaining(fault);
    }

    @Test
    void a_file_without_a_view_box_is_named() {
        assertThatThrownBy(
                        () -> Artwork.read("bad", stream("<svg></svg>"), DrawingLibrary.OF_PROGRAM))
                .hasMessage("bad.svg:1: svg needs the attribute viewBox");
    }

    @Test
    void shapes_have_the_colours_of_the_scene() {
        int[] pixels =
                painted(
                        """
                        <style>svg { --half: color-mix(in oklab, #000, #fff 50%); }</style>
                        <rect x="0" y="0" width="5" height="10" fill="var(--accent)"/>
                        <circle cx="7" cy="5" r="2" fill="var(--half)"/>
                        """,
                        Light.DAY);
        assertThat(pixels[5 * 10 + 2]).isEqualTo(PALETTE.accent());
        assertThat(pixels[5 * 10 + 7] & 0xFF).isBetween(0x60, 0x66);
    }

    @Test
    void relative_path_data_reads_as_absolute() {
        int[] absolute =
                painted(
                        "<path fill='#ff0000' d='M 1 1 L 9 1 L 9 9 Q 5 5 1 9 C 1 8 1 7 1 5 C 1 4"
                                + " 1 2 1 1 Z'/>",
                        Light.DAY);
        int[] relative =
                painted(
                        "<path fill='#ff0000' d='m1 1h8v8q-4-4-8 0c0-1 0-2 0-4 0-1 0-3 0-4z'/>",
                        Light.DAY);
        assertThat(relative).isEqualTo(absolute).contains(0xFF0000);
    }

    @Test
    void day_and_dark_shapes_show_in_their_light() {
        String body =
                """
                <rect x="0" y="0" width="10" height="10" class="day" fill="#ff0000"/>
                <rect x="0" y="0" width="10" height="10" class="dark" fill="#000"/>
                """;
        assertThat(painted(body, Light.DAY)).containsOnly(0xFF0000);
        for (Light dark : new Light[] {Light.DUSK, Light.NIGHT}) {
            assertThat(painted(body, dark)).doesNotContain(0xFF0000, 0xFFFFFF);
        }
    }

    private static int[] painted(String body, Light light) {
        BufferedImage image = new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setBackground(java.awt.Color.WHITE);
        g.clearRect(0, 0, 10, 10);
        g.dispose();
        Picture picture =
                new Picture(image, null, PALETTE, light, new SplittableRandom(1), List.of(), null);
        read(body).drawing().paint(picture);
        int[] pixels = image.getRGB(0, 0, 10, 10, null, 0, 10);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] &= 0xFFFFFF;
        }
        return pixels;
    }

    private static Artwork read(String body) {
        return Artwork.read(
                "bad",
                stream(
                        """
                        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">
                          <title>test</title>
                        %s
                        </svg>
                        """
                                .formatted(body)),
                DrawingLibrary.OF_PROGRAM);
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
