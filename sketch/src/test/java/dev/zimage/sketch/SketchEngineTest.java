package dev.zimage.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.picture.PictureEncoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SketchEngineTest {

    private static final ImageSize SMALL = new ImageSize(256, 256);
    private static final String PROMPT =
            "a poster that reads OPENING SOON in bold type, warm tones";

    private final SketchEngine engine = new SketchEngine();

    @Test
    void the_same_request_gives_the_same_pixels_also_from_another_engine() throws Exception {
        int[] first = pixels(PROMPT, SMALL, 7);

        assertThat(pixels(PROMPT, SMALL, 7)).isEqualTo(first);
        assertThat(
                        pixels(
                                new SketchEngine()
                                        .generate(
                                                new ImageRequest(PROMPT, SMALL, 7),
                                                ProgressListener.NONE)))
                .isEqualTo(first);
    }

    @Test
    void other_seeds_are_visibly_other_designs() throws Exception {
        List<int[]> pictures = new ArrayList<>();
        for (long seed = 1; seed <= 8; seed++) {
            pictures.add(pixels(PROMPT, SMALL, seed));
        }
        for (int i = 0; i < pictures.size(); i++) {
            for (int j = i + 1; j < pictures.size(); j++) {
                assertThat(shareThatDiffers(pictures.get(i), pictures.get(j)))
                        .as("seeds %d and %d", i + 1, j + 1)
                        .isGreaterThan(0.1);
            }
        }
    }

    @Test
    void tones_of_the_prompt_show_in_the_picture() throws Exception {
        for (long seed = 1; seed <= 4; seed++) {
            int[] warm = pixels("a poster saying \"HELLO\", warm tones", SMALL, seed);
            int[] cool = pixels("a poster saying \"HELLO\", cool tones", SMALL, seed);
            assertThat(redOverBlue(warm)).isGreaterThan(redOverBlue(cool) + 15);
        }
    }

    @Test
    void jpeg_and_png_show_the_same_picture() throws Exception {
        BufferedImage jpeg = decoded(PROMPT, SMALL, 3, ImageFormat.JPEG);
        BufferedImage png = decoded(PROMPT, SMALL, 3, ImageFormat.PNG);
        int[] a = jpeg.getRGB(0, 0, 256, 256, null, 0, 256);
        int[] b = png.getRGB(0, 0, 256, 256, null, 0, 256);
        assertThat(shareThatDiffers(a, b)).isLessThan(0.02);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "🎉🎂🥳🎈 🎉🎂🥳 \"🎉🎂\"",
                "a poster that reads \"مرحبا بالعالم\" and \"שלום\"",
                "\"\uD800\uDC00\u200D\uFE0F\u0301\u0301\" zalgo",
                "\"龘靐齉𠮷 rare\"",
                "!!!???...,,,;;;",
                "\"\"''“”‘’「」『』《》【】``",
                "\"a\"\"b\"\"c\"\"d\"\"e\"\"f\"\"g\"\"h\"",
                "\"%s %d \\ \n\n\n\t x\"",
                "'''''''\"\"\"\"\"“““「「『『",
                "标题 title: 写着 that reads",
            })
    void no_prompt_is_too_odd(String odd) throws Exception {
        for (String prompt : List.of(odd, longer(odd))) {
            for (long seed = 1; seed <= 6; seed++) {
                assertThat(decoded(prompt, SMALL, seed, ImageFormat.PNG).getWidth()).isEqualTo(256);
            }
        }
    }

    @Test
    void a_text_of_hundreds_of_lines_is_set() throws Exception {
        for (long seed = 1; seed <= 6; seed++) {
            String prompt = "\"" + "a\n".repeat(400) + "\"";
            assertThat(decoded(prompt, SMALL, seed, ImageFormat.PNG).getWidth()).isEqualTo(256);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"64x64", "4096x64", "64x4096", "1024x1024", "720x1280", "80x2048"})
    void every_size_is_drawn(String size) throws Exception {
        String[] sides = size.split("x", 2);
        ImageSize wanted = new ImageSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        for (long seed = 1; seed <= 5; seed++) {
            BufferedImage picture =
                    decoded("\"Hi there\", \"sub\", moon", wanted, seed, ImageFormat.JPEG);
            assertThat(picture.getWidth()).isEqualTo(wanted.width());
            assertThat(picture.getHeight()).isEqualTo(wanted.height());
        }
    }

    @Test
    void each_step_is_reported_once() throws Exception {
        List<String> steps = new ArrayList<>();
        engine.generate(
                new ImageRequest(PROMPT, SMALL, 1), (done, total) -> steps.add(done + "/" + total));
        assertThat(steps).containsExactly("1/4", "2/4", "3/4", "4/4");
    }

    @Test
    void an_interrupted_caller_is_not_served() {
        ImageRequest request = new ImageRequest(PROMPT, SMALL, 1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> engine.generate(request, ProgressListener.NONE))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "안녕하세요 서울 |",
                "純喫茶 珈琲 本日のおすすめ |",
                "Καλημέρα Ελλάδα |",
                "Їжак, ПРИВЕТ, Ђурђевдан |",
                "Phở ngon Hà Nội, Zażółć gęślą jaźń |",
                "₴50 ₺20 ₽300 ₹99 ₫5 |",
                "囍 喆 H₂O x̄ n̈ |",
                "I ♥ NY ✓ 🎉 👍🏽 ❤️ |",
                "مرحبا Hello | مرحبا",
                "שלום 안녕 | שלום",
                "ไทย | ไทย",
            })
    void names_the_characters_that_it_cannot_set(String text, @Nullable String missing) {
        assertThat(engine.missingCharacters(text)).isEqualTo(missing == null ? "" : missing);
    }

    private static String longer(String text) {
        int[] repeated =
                IntStream.generate(() -> 0)
                        .limit(900 / text.codePointCount(0, text.length()))
                        .flatMap(i -> text.codePoints())
                        .toArray();
        return new String(repeated, 0, repeated.length);
    }

    private int[] pixels(String prompt, ImageSize size, long seed) throws Exception {
        return pixels(engine.generate(new ImageRequest(prompt, size, seed), ProgressListener.NONE));
    }

    private static int[] pixels(GeneratedImage image) {
        ImageSize size = image.size();
        return image.pixels().getRGB(0, 0, size.width(), size.height(), null, 0, size.width());
    }

    private BufferedImage decoded(String prompt, ImageSize size, long seed, ImageFormat format)
            throws Exception {
        GeneratedImage image =
                engine.generate(new ImageRequest(prompt, size, seed), ProgressListener.NONE);
        return ImageIO.read(
                new ByteArrayInputStream(PictureEncoder.encode(image.pixels(), format)));
    }

    /// The share of pixels that differ by more than grain and encoding do.
    private static double shareThatDiffers(int[] a, int[] b) {
        int different = 0;
        for (int i = 0; i < a.length; i++) {
            int far = 0;
            for (int shift = 0; shift <= 16; shift += 8) {
                far = Math.max(far, Math.abs((a[i] >> shift & 255) - (b[i] >> shift & 255)));
            }
            different += far > 24 ? 1 : 0;
        }
        return (double) different / a.length;
    }

    private static double redOverBlue(int[] pixels) {
        long sum = 0;
        for (int p : pixels) {
            sum += (p >> 16 & 255) - (p & 255);
        }
        return (double) sum / pixels.length;
    }
}
