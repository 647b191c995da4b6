package dev.zimage.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.ProgressListener;
import dev.zimage.sketch.colour.Contrast;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Reads the finished page as a proofreader would: is everything inside, does everything read.
class ProofTest {

    private static final List<ImageSize> SIZES =
            List.of(
                    new ImageSize(512, 512),
                    new ImageSize(576, 432),
                    new ImageSize(432, 576),
                    new ImageSize(640, 352),
                    new ImageSize(352, 640),
                    new ImageSize(64, 64),
                    new ImageSize(1024, 64));

    private final SketchEngine engine = new SketchEngine();

    static Stream<String> prompts() {
        String sentence =
                "The quick brown fox jumps over the lazy dog while seven wizards brew a very strong"
                        + " cup of coffee and the rest of the village sleeps on, dreaming of long"
                        + " trains that cross the plains at night without ever stopping anywhere.";
        return Stream.of(
                "bold poster \"OPENING SOON\", warm tones",
                "neon sign \"OPEN LATE\", \"cocktails & music\", city at night",
                "neon speech bubble \"Hello\", \"see you\", \"tonight\", pink on a pastel yellow"
                        + " background",
                "vintage poster \"Grand Hotel\", \"Since 1921\", \"Vienna\", mountains",
                "handwritten \"Fresh Coffee\", coffee cup",
                "minimal \"Less\", red",
                "heading \"Fast\" with \"Ready in a minute.\", heading \"Safe\" with \"Nothing leaks.\"",
                "a green background, gold letters \"FOX & HOUNDS\", white small text \"since 1921\"",
                "mountain sunset \"Into the Wild\", \"June 14\"",
                "forest, flowers, city, \"Ångström Éclair jalapeño Ðg\"",
                "毛笔书法「宁静致远」山水",
                "宋体海报《城市之光》，副标题“第十二届国际电影节”，夜景",
                "serif \"" + sentence + "\" sea",
                "\"" + sentence + "\", \"" + sentence + "\"",
                "\"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft\"",
                "\"" + "x".repeat(400) + "\"",
                "写着“" + "人生若只如初见，何事秋风悲画扇。".repeat(14) + "”");
    }

    @ParameterizedTest
    @MethodSource("prompts")
    void every_text_is_inside_the_page_and_reads_on_what_lies_behind_it(String prompt)
            throws Exception {
        for (ImageSize size : SIZES) {
            for (int seed = 1; seed <= 10; seed++) {
                boolean read = size.equals(SIZES.get(seed % 5));
                if (seed <= 6 || read) {
                    SketchEngine.Composition page = composed(prompt, size, seed);
                    requireInside(page.printed(), size, seed);
                    if (read) {
                        requireReadable(page, seed);
                    }
                }
            }
        }
    }

    private static void requireInside(List<PrintedText> texts, ImageSize size, long seed) {
        double edge = Math.min(size.width(), size.height()) * 0.04;
        Rectangle2D inside =
                new Rectangle2D.Double(
                        edge, edge, size.width() - 2 * edge, size.height() - 2 * edge);
        for (PrintedText text : texts) {
            Rectangle2D box = text.outline().getBounds2D();
            assertThat(inside.contains(box)).as("%s seed %d: %s", size, seed, box).isTrue();
        }
    }

    private static void requireReadable(SketchEngine.Composition page, long seed) {
        byte[] letters = letters(page);
        for (PrintedText text : page.printed()) {
            assertThat(contrast(page.page(), letters, text))
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(4.5);
        }
    }

    @Test
    void texts_do_not_overlap() throws Exception {
        for (long seed = 1; seed <= 20; seed++) {
            List<PrintedText> texts =
                    composed(
                                    "\"Jazz gypsy\", \"Åre fjäll\", \"from 9 pm\", sea",
                                    SIZES.get(0),
                                    seed)
                            .printed();
            assertThat(texts).hasSize(3);
            for (int i = 1; i < texts.size(); i++) {
                assertThat(texts.get(i - 1).outline().getBounds2D().getMaxY())
                        .isLessThan(texts.get(i).outline().getBounds2D().getMinY());
            }
        }
    }

    @Test
    void two_speakers_have_a_bubble_each() throws Exception {
        for (ImageSize size : SIZES) {
            for (long seed = 1; seed <= 3; seed++) {
                List<PrintedText> texts =
                        composed(
                                        "two dogs, speech bubbles \"Squirrel!\" and \"Where is it?\"",
                                        size,
                                        seed)
                                .printed();
                assertThat(texts).hasSize(2);
                Rectangle2D first = texts.getFirst().outline().getBounds2D();
                Rectangle2D second = texts.getLast().outline().getBounds2D();
                assertThat(first.intersects(second)).isFalse();
                assertThat(first.getCenterX()).isLessThan(second.getCenterX());
                assertThat(first.getMinY()).isLessThan(second.getMinY());
                assertThat(texts.getFirst().ink()).isEqualTo(texts.getLast().ink());
            }
        }
    }

    private SketchEngine.Composition composed(String prompt, ImageSize size, long seed)
            throws InterruptedException {
        return engine.compose(new ImageRequest(prompt, size, seed), ProgressListener.NONE);
    }

    /// Where letters are, with their anti-aliased edges and tubes.
    private static byte[] letters(SketchEngine.Composition composition) {
        ImageSize size = composition.page().size();
        BufferedImage mask =
                new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = mask.createGraphics();
        g.setColor(Color.WHITE);
        for (PrintedText any : composition.printed()) {
            g.setStroke(new BasicStroke((float) (4 + any.size() * 0.06)));
            g.draw(any.outline());
            g.fill(any.outline());
        }
        g.dispose();
        return ((DataBufferByte) mask.getRaster().getDataBuffer()).getData();
    }

    /// The contrast of the ink with the pixels round the letters, of which one in a hundred may be
    /// worse.
    private static double contrast(Page page, byte[] letters, PrintedText text) {
        int w = page.size().width();
        Rectangle2D box = text.outline().getBounds2D();
        double[] ratios = new double[letters.length];
        int n = 0;
        for (int y = (int) box.getMinY(); y < box.getMaxY(); y++) {
            for (int x = (int) box.getMinX(); x < box.getMaxX(); x++) {
                if (letters[y * w + x] == 0) {
                    ratios[n++] = Contrast.ratio(text.ink(), page.pixels()[y * w + x]);
                }
            }
        }
        Arrays.sort(ratios, 0, n);
        return n < 20 ? 21 : ratios[n / 100];
    }
}
