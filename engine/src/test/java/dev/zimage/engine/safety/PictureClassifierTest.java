package dev.zimage.engine.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("NullAway.Init") // loaded before the first test
class PictureClassifierTest {

    private static final float TOLERANCE = 1e-3f;

    @AutoClose private static PictureClassifier classifier;

    @BeforeAll
    static void load() throws IOException {
        classifier = PictureClassifier.load(1);
    }

    static Stream<String> lines() throws IOException {
        try (InputStream in = PictureClassifierTest.class.getResourceAsStream("nsfwjs.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().skip(1).toList().stream();
        }
    }

    @ParameterizedTest
    @Tag("kernels")
    @MethodSource("lines")
    void gives_the_probabilities_that_nsfwjs_gives(String line) throws IOException {
        List<String> cells = List.of(line.split(","));
        Likelihoods likelihoods = classifier.classify(picture(cells.getFirst()));
        assertThat(
                        new float[] {
                            likelihoods.drawing(),
                            likelihoods.hentai(),
                            likelihoods.neutral(),
                            likelihoods.porn(),
                            likelihoods.sexy()
                        })
                .containsExactly(
                        new float[] {
                            Float.parseFloat(cells.get(1)),
                            Float.parseFloat(cells.get(2)),
                            Float.parseFloat(cells.get(3)),
                            Float.parseFloat(cells.get(4)),
                            Float.parseFloat(cells.get(5))
                        },
                        within(TOLERANCE));
    }

    @Test
    void transparency_makes_no_difference() throws IOException {
        BufferedImage opaque = picture("sketch-64x64");
        BufferedImage clear =
                new BufferedImage(
                        opaque.getWidth(), opaque.getHeight(), BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < opaque.getHeight(); y++) {
            for (int x = 0; x < opaque.getWidth(); x++) {
                clear.setRGB(x, y, opaque.getRGB(x, y) & 0x40FFFFFF);
            }
        }
        assertThat(classifier.classify(clear)).isEqualTo(classifier.classify(opaque));
    }

    private static BufferedImage picture(String name) throws IOException {
        URL jpeg = PictureClassifierTest.class.getResource(name + ".jpg");
        URL file = jpeg == null ? PictureClassifierTest.class.getResource(name + ".png") : jpeg;
        return ImageIO.read(file);
    }
}
