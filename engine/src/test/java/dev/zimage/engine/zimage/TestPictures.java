package dev.zimage.engine.zimage;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.precision.Precision;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/// Requests for tests, and what is in their answers.
final class TestPictures {

    private TestPictures() {}

    /// What the reference drew of a golden prompt.
    static ImageRequest golden(Goldens goldens, String prompt) {
        return new ImageRequest(
                goldens.description().get("prompts").get(prompt).asString(),
                new ImageSize(
                        goldens.description().get("width").intValue(),
                        goldens.description().get("height").intValue()),
                goldens.description().get("seed").longValue());
    }

    static ImageRequest of(String prompt, int width, int height, long seed) {
        return new ImageRequest(prompt, new ImageSize(width, height), seed);
    }

    static ZImageOptions options(Goldens goldens, Path prepared) {
        return ZImageOptions.of(goldens.model())
                .withPrepared(prepared)
                .withPrecision(Precision.FP32)
                .withSteps(goldens.description().get("steps").intValue());
    }

    /// The pixels, to compare.
    static int[] pixels(GeneratedImage image) {
        BufferedImage picture = image.pixels();
        int width = picture.getWidth();
        return picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
    }

    /// The share of values that are at most so many grey levels off.
    ///
    /// @param expected row by row, three values a pixel
    static double within(BufferedImage read, byte[] expected, int levels) {
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
