package dev.zimage.engine.zimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.precision.Precision;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholePictureTest {

    @TempDir Path prepared;

    @ParameterizedTest
    @CsvSource({"a, english", "a, chinese", "b, english", "b, chinese"})
    void latents_and_picture_are_those_of_the_reference(String name, String prompt)
            throws Exception {
        Goldens goldens = Goldens.of(name);
        ImageRequest request = request(goldens, prompt);
        ZImageOptions options =
                ZImageOptions.of(goldens.model())
                        .withPrepared(prepared)
                        .withPrecision(Precision.FP32)
                        .withSteps(goldens.description().get("steps").intValue());
        try (NativeWork work = new NativeWork();
                LoadedModel model =
                        LoadedModel.load(options, new LoadProgress(LoadListener.NONE))) {
            Drawing drawing = new Drawing(model, work, options.steps(), new Cancellation());
            float[] latents = drawing.latents(request, ProgressListener.NONE, null);
            assertThat(
                            Goldens.relativeError(
                                    latents, goldens.floats("pipeline." + prompt + ".latents")))
                    .isLessThan(1e-4);
        }
        try (ZImageEngine engine = ZImageEngine.start(options, LoadListener.NONE)) {
            GeneratedImage image = engine.generate(request, ProgressListener.NONE);
            assertThat(within(image, goldens.bytes("pipeline." + prompt + ".image"), 1))
                    .isGreaterThanOrEqualTo(0.999);
        }
    }

    private static ImageRequest request(Goldens goldens, String prompt) {
        return new ImageRequest(
                goldens.description().get("prompts").get(prompt).asString(),
                new ImageSize(
                        goldens.description().get("width").intValue(),
                        goldens.description().get("height").intValue()),
                goldens.description().get("seed").longValue(),
                ImageFormat.PNG);
    }

    /// The share of values that are at most so many grey levels off.
    private static double within(GeneratedImage image, byte[] expected, int levels)
            throws Exception {
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(image.bytes()));
        int good = 0;
        for (int i = 0; i < expected.length; i++) {
            int pixel = i / 3;
            int rgb = read.getRGB(pixel % read.getWidth(), pixel / read.getWidth());
            int level = (rgb >> (8 * (2 - i % 3))) & 0xFF;
            if (Math.abs(level - (expected[i] & 0xFF)) <= levels) {
                good++;
            }
        }
        return (double) good / expected.length;
    }
}
