package dev.zimage.sketch.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.zimage.engine.ImageSize;
import dev.zimage.sketch.colour.Palette;
import dev.zimage.sketch.colour.Srgb;
import dev.zimage.sketch.words.Motif;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SceneryTest {

    private static final Palette PALETTE =
            new Palette(0xF1E4CC, 0x23303F, 0x5F8F8B, 0xFFF7E6, 0xE2603A);
    private static final ImageSize SMALL = new ImageSize(256, 256);

    /// What is there before anything is painted.
    private static final int BLANK = 0xFF00FF;

    static Stream<Motif> motifs() {
        return Motif.all().stream();
    }

    @Test
    void each_motif_gives_a_picture_of_its_own() {
        List<Motif> motifs = Motif.all();
        List<int[]> pictures = new ArrayList<>();
        for (Motif motif : motifs) {
            int[] pixels = paint(word(motif), SMALL, 4, null);
            assertThat(spread(pixels)).as("%s is not flat", motif).isGreaterThan(6);
            for (int i = 0; i < pictures.size(); i++) {
                assertThat(difference(pixels, pictures.get(i)))
                        .as("%s and %s", motif, motifs.get(i))
                        .isGreaterThan(0.4);
            }
            pictures.add(pixels);
        }
    }

    @ParameterizedTest
    @MethodSource("motifs")
    void a_subject_stands_out_from_the_scene_without_it(Motif motif) {
        if (!motif.isSubject() || List.of("fish", "rocket").contains(motif.name())) {
            return;
        }
        ImageSize size = new ImageSize(160, 160);
        int[] with = paint("sea mountain field " + word(motif), size, 5, null);
        int[] without = paint("sea mountain field", size, 5, null);
        assertThat(difference(with, without)).isGreaterThan(0.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "mountain lake", "cat", "koi", "galaxy", "city night rain", "space"})
    void the_same_seed_gives_the_same_pixels_and_another_seed_others(String prompt) {
        int[] first = paint(prompt, SMALL, 7, null);
        assertThat(paint(prompt, SMALL, 7, null)).isEqualTo(first);
        assertThat(difference(first, paint(prompt, SMALL, 8, null))).isGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "forest moon stars", "city night", "sea boat sunset", "flower field", "cat",
                "koi", "snow house mountain", "bamboo panda", "underwater", "lantern", "space"
            })
    void the_area_kept_clear_is_calm(String prompt) {
        ImageSize size = new ImageSize(320, 320);
        List<Rectangle2D> areas =
                List.of(
                        new Rectangle2D.Double(25, 25, 270, 120),
                        new Rectangle2D.Double(25, 190, 270, 105),
                        new Rectangle2D.Double(20, 35, 140, 245),
                        new Rectangle2D.Double(30, 95, 260, 115));
        for (Rectangle2D area : areas) {
            for (long seed = 1; seed <= 2; seed++) {
                int[] pixels = paint(prompt, size, seed, area);
                assertThat(edges(pixels, size, area))
                        .as("%s, %s, seed %d", prompt, area, seed)
                        .isLessThan(5);
            }
        }
    }

    @Test
    void without_an_area_to_keep_clear_the_same_place_is_busy() {
        ImageSize size = new ImageSize(320, 320);
        Rectangle2D area = new Rectangle2D.Double(25, 190, 270, 105);
        double busiest = 0;
        for (long seed = 1; seed <= 4; seed++) {
            int[] pixels = paint("city night", size, seed, null);
            busiest = Math.max(busiest, edges(pixels, size, area));
        }
        assertThat(busiest).isGreaterThan(9);
    }

    @ParameterizedTest
    @CsvSource({
        "1024,1024",
        "1152,864",
        "864,1152",
        "1280,720",
        "720,1280",
        "64,64",
        "64,1024",
        "1024,64"
    })
    void every_format_is_painted_edge_to_edge(int width, int height) {
        ImageSize size = new ImageSize(width, height);
        for (String prompt : List.of("", "cat", "mountain lake boat sunset")) {
            assertThat(unpainted(paint(prompt, size, 2, null))).as(prompt).isZero();
            int[] titled =
                    paint(prompt, size, 2, new Rectangle2D.Double(0, 0, width, height * 0.45));
            assertThat(unpainted(titled)).as(prompt).isZero();
        }
    }

    @Test
    void the_largest_picture_is_painted() {
        int[] pixels = paint("moon over dunes", new ImageSize(4096, 4096), 1, null);
        assertThat(unpainted(pixels)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD800", "\u0000\u0001", "%s%n$1\\", "🌊🐱", "a", "海海海海海海海海"})
    void junk_paints_something(String prompt) {
        assertThatCode(() -> paint(prompt, SMALL, 1, null)).doesNotThrowAnyException();
        assertThatCode(() -> paint(prompt.repeat(300), SMALL, 1, null)).doesNotThrowAnyException();
    }

    @Test
    void an_odd_area_to_keep_clear_does_no_harm() {
        for (Rectangle2D area :
                List.of(
                        new Rectangle2D.Double(0, 0, 256, 256),
                        new Rectangle2D.Double(-50, -50, 900, 900),
                        new Rectangle2D.Double(500, 500, 10, 10),
                        new Rectangle2D.Double(20, 20, 0, 0),
                        new Rectangle2D.Double(100, 0, 20, 256))) {
            for (String prompt : List.of("", "forest", "cat dog", "rocket", "waterfall")) {
                assertThatCode(() -> paint(prompt, SMALL, 3, area)).doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("motifs")
    void any_palette_can_be_painted_with(Motif motif) {
        for (Palette palette :
                List.of(
                        new Palette(0, 0, 0, 0, 0),
                        new Palette(0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF),
                        new Palette(0x101018, 0x08080C, 0x404060, 0xF0F0F0, 0xFFD000))) {
            assertThatCode(() ->
                            paint(
                                    word(motif),
                                    new ImageSize(128, 128),
                                    palette,
                                    new SplittableRandom(1),
                                    null))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("motifs")
    void every_motif_can_be_put_anywhere(Motif motif) {
        for (String where :
                List.of("", "underwater ", "in outer space ", "city ", "with an apple ")) {
            assertThatCode(() -> paint(where + word(motif), new ImageSize(96, 96), 1, null))
                    .as(where)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void a_palette_is_suggested_for_what_is_named_only() {
        RandomGenerator random = new SplittableRandom(1);
        assertThat(Scenery.read("").suggestedPalette(random)).isEmpty();
        for (Motif motif : Motif.all()) {
            assertThat(Scenery.read(word(motif)).suggestedPalette(random))
                    .as(word(motif))
                    .isPresent();
        }
    }

    @Test
    void the_colours_of_a_scene_follow_the_palette() {
        int[] red =
                paint(
                        "mountain",
                        SMALL,
                        new Palette(0xF6C9C0, 0x4A1010, 0xB04040, 0xFFEDE8, 0xD02020),
                        new SplittableRandom(3),
                        null);
        int[] blue =
                paint(
                        "mountain",
                        SMALL,
                        new Palette(0xC0D2F6, 0x10204A, 0x4060B0, 0xE8F0FF, 0x2040D0),
                        new SplittableRandom(3),
                        null);
        assertThat(mean(red, 16)).isGreaterThan(mean(red, 0) + 20);
        assertThat(mean(blue, 0)).isGreaterThan(mean(blue, 16) + 20);
    }

    /// A word for the motif; a bare "orange" is a colour.
    private static String word(Motif motif) {
        return motif.name().equals("orange") ? "oranges" : motif.title();
    }

    private static int[] paint(
            String prompt, ImageSize size, long seed, @Nullable Rectangle2D clear) {
        return paint(prompt, size, PALETTE, new SplittableRandom(seed), clear);
    }

    private static int[] paint(
            String prompt,
            ImageSize size,
            Palette palette,
            RandomGenerator random,
            @Nullable Rectangle2D clear) {
        BufferedImage image =
                new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        int[] pixels = Srgb.pixels(image);
        Arrays.fill(pixels, BLANK);
        Graphics2D g = image.createGraphics();
        Scenery.read(prompt).paint(g, size.width(), size.height(), palette, random, clear);
        g.dispose();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] &= 0xFFFFFF;
        }
        return pixels;
    }

    private static long unpainted(int[] pixels) {
        return Arrays.stream(pixels).filter(rgb -> rgb == BLANK).count();
    }

    /// The mean difference of two pictures' green channel, 0 to 255.
    private static double difference(int[] a, int[] b) {
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(((a[i] >> 8) & 0xFF) - ((b[i] >> 8) & 0xFF));
        }
        return (double) sum / a.length;
    }

    /// The standard deviation of the green channel.
    private static double spread(int[] pixels) {
        double mean = mean(pixels, 8);
        double sum = 0;
        for (int rgb : pixels) {
            double d = ((rgb >> 8) & 0xFF) - mean;
            sum += d * d;
        }
        return Math.sqrt(sum / pixels.length);
    }

    private static double mean(int[] pixels, int shift) {
        double sum = 0;
        for (int rgb : pixels) {
            sum += (rgb >> shift) & 0xFF;
        }
        return sum / pixels.length;
    }

    /// The mean step between cells of 8 pixels inside an area: grain averages out, edges stay.
    private static double edges(int[] pixels, ImageSize size, Rectangle2D area) {
        int cell = 8;
        int columns = (int) (area.getWidth() / cell) - 4;
        int rows = (int) (area.getHeight() / cell) - 4;
        double[][] means = new double[rows][columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int x0 = (int) area.getX() + (c + 2) * cell;
                int y0 = (int) area.getY() + (r + 2) * cell;
                for (int y = y0; y < y0 + cell; y++) {
                    for (int x = x0; x < x0 + cell; x++) {
                        means[r][c] += (pixels[y * size.width() + x] >> 8) & 0xFF;
                    }
                }
                means[r][c] /= cell * cell;
            }
        }
        double worst = 0;
        for (int r = 0; r < rows; r++) {
            double sum = 0;
            for (int c = 1; c < columns; c++) {
                sum += Math.abs(means[r][c] - means[r][c - 1]);
            }
            worst = Math.max(worst, sum / columns);
        }
        return worst;
    }
}
