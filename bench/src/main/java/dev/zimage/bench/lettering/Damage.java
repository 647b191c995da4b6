package dev.zimage.bench.lettering;

import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.picture.ImageCompression;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/// Blurs a picture, adds noise and stores it as a JPEG of quality 60.
final class Damage {

    private static final float QUALITY = 0.6f;
    private static final int RADIUS = 4;

    private Damage() {}

    static BufferedImage of(BufferedImage image, SplittableRandom random) {
        BufferedImage blurred = blurred(image, random.nextDouble(0.5, 1.6));
        addNoise(blurred, random.nextDouble(4, 14), random);
        return decoded(compressed(blurred));
    }

    private static BufferedImage blurred(BufferedImage image, double sigma) {
        float[] weights = new float[2 * RADIUS + 1];
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double distance = i - RADIUS;
            weights[i] = (float) Math.exp(-distance * distance / (2 * sigma * sigma));
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        ConvolveOp across = operation(new Kernel(weights.length, 1, weights));
        ConvolveOp down = operation(new Kernel(1, weights.length, weights));
        return down.filter(across.filter(image, null), null);
    }

    private static ConvolveOp operation(Kernel kernel) {
        return new ConvolveOp(kernel, ConvolveOp.EDGE_NO_OP, null);
    }

    private static void addNoise(BufferedImage image, double deviation, SplittableRandom random) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int pixel = image.getRGB(x, y);
                int noisy = 0;
                for (int shift = 0; shift < 24; shift += 8) {
                    double level = (pixel >> shift & 0xff) + random.nextGaussian() * deviation;
                    noisy |= (int) Math.clamp(level, 0, 255) << shift;
                }
                image.setRGB(x, y, noisy);
            }
        }
    }

    private static byte[] compressed(BufferedImage image) {
        try {
            return ImageCompression.compress(image, ImageFormat.JPEG, QUALITY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage decoded(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
