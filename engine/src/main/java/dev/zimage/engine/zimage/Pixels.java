package dev.zimage.engine.zimage;

import dev.zimage.engine.GenerationException;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/// Turns the decoder's values into a picture of 8 bits, and refuses values that are none.
final class Pixels {

    /// Levels between the extremes of a channel in a picture that shows something.
    private static final int LEAST_RANGE = 4;

    /// One pixel in so many, at each end, does not make a picture.
    private static final int IGNORED_SHARE = 5000;

    private Pixels() {}

    /// Rounds to grey levels as the reference does: `round(255 · clamp(x / 2 + 0.5))`.
    ///
    /// @param values red, green and blue, each height by width, about -1 to 1
    /// @throws GenerationException when it has values that are no numbers, or is flat
    static BufferedImage picture(float[] values, int width, int height) throws GenerationException {
        checkNumbers(values, "in the decoded picture");
        BufferedImage image = image(values, width, height);
        if (range(image) < LEAST_RANGE) {
            throw new GenerationException(
                    GenerationException.Cause.FAILED,
                    "the picture is flat: it has less than %d grey levels".formatted(LEAST_RANGE));
        }
        return image;
    }

    /// The picture, whatever it is.
    static BufferedImage image(float[] values, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int plane = width * height;
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                row[x] =
                        level(values[at]) << 16
                                | level(values[plane + at]) << 8
                                | level(values[2 * plane + at]);
            }
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        return image;
    }

    private static int level(float value) {
        float unit = Math.clamp(value / 2 + 0.5f, 0f, 1f);
        return (int) Math.rint(unit * 255f);
    }

    /// From the least to the greatest level of the channel in which that is most, without the few
    /// pixels at either end.
    private static int range(BufferedImage image) {
        int[][] counts = new int[3][256];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int pixel = image.getRGB(x, y);
                for (int channel = 0; channel < 3; channel++) {
                    counts[channel][(pixel >> (8 * channel)) & 0xFF]++;
                }
            }
        }
        int ignored = image.getWidth() * image.getHeight() / IGNORED_SHARE;
        return Arrays.stream(counts).mapToInt(channel -> range(channel, ignored)).max().orElse(0);
    }

    /// @param counts pixels of each level
    private static int range(int[] counts, int ignored) {
        int least = 0;
        for (int below = counts[0]; below <= ignored; below += counts[least]) {
            least++;
        }
        int most = 255;
        for (int above = counts[255]; above <= ignored; above += counts[most]) {
            most--;
        }
        return most - least;
    }

    /// @throws GenerationException when a value is infinite or no number
    static void checkNumbers(float[] values, String where) throws GenerationException {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new GenerationException(
                        GenerationException.Cause.FAILED,
                        "the model gave what is no number, " + where);
            }
        }
    }
}
