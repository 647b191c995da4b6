package dev.zimage.engine.zimage;

import dev.zimage.engine.sampling.TorchNoise;
import java.awt.image.BufferedImage;

/// The colours that latents stand for, roughly: the linear map from the channels of a latent to
/// red, green and blue that comes nearest to the decoder.
///
/// It is found by asking the decoder itself, once: even patches of random latents are decoded, and
/// the mean colour of each is fitted to its latents by least squares. So it suits any decoder, and
/// needs no table.
final class LatentColours {

    /// Patches along a side of the probe, and latents along a side of a patch.
    private static final int PATCHES = 8;

    private static final int PATCH = 4;
    private static final double RIDGE = 1e-3;

    /// Makes pixels from latents: three channels, each of `scale` times the height and width.
    @FunctionalInterface
    interface Decoding {
        float[] decode(float[] latents, int height, int width);
    }

    /// For red, green and blue a weight for each channel, then what is added.
    private final double[][] weights;

    private LatentColours(double[][] weights) {
        this.weights = weights;
    }

    /// Decodes a picture of 32 by 32 latents, which takes about as long as a small picture.
    ///
    /// @param channels of the latents
    /// @param scale pixels of a side that a latent stands for
    static LatentColours of(Decoding decoder, int channels, int scale) {
        int side = PATCHES * PATCH;
        float[] samples = TorchNoise.normal(1, channels * PATCHES * PATCHES);
        float[] latents = new float[channels * side * side];
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    latents[(c * side + y) * side + x] = samples[sample(c, y / PATCH, x / PATCH)];
                }
            }
        }
        float[] decoded = decoder.decode(latents, side, side);
        LeastSquares fit = new LeastSquares(channels + 1, 3);
        for (int row = 0; row < PATCHES; row++) {
            for (int column = 0; column < PATCHES; column++) {
                double[] inputs = new double[channels + 1];
                for (int c = 0; c < channels; c++) {
                    inputs[c] = samples[sample(c, row, column)];
                }
                inputs[channels] = 1;
                fit.add(inputs, colour(decoded, row, column, side, scale));
            }
        }
        return new LatentColours(fit.solve(RIDGE));
    }

    private static int sample(int channel, int row, int column) {
        return (channel * PATCHES + row) * PATCHES + column;
    }

    /// The mean over the inner half of a patch, where its neighbours have the least influence.
    private static double[] colour(float[] decoded, int row, int column, int side, int scale) {
        int pixels = PATCH * scale;
        int width = side * scale;
        double[] mean = new double[3];
        int inner = pixels / 2;
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < inner; y++) {
                int line = row * pixels + pixels / 4 + y;
                int from = (channel * width + line) * width + column * pixels + pixels / 4;
                for (int x = 0; x < inner; x++) {
                    mean[channel] += decoded[from + x];
                }
            }
            mean[channel] /= inner * inner;
        }
        return mean;
    }

    /// A pixel for each place of the latents.
    BufferedImage picture(float[] latents, int height, int width) {
        int plane = height * width;
        float[] values = new float[3 * plane];
        for (int colour = 0; colour < 3; colour++) {
            double[] row = weights[colour];
            for (int at = 0; at < plane; at++) {
                double value = row[row.length - 1];
                for (int c = 0; c < row.length - 1; c++) {
                    value += row[c] * latents[c * plane + at];
                }
                values[colour * plane + at] = (float) value;
            }
        }
        return Pixels.image(values, width, height);
    }
}
