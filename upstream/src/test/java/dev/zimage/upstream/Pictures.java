package dev.zimage.upstream;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/// Pictures that imitated servers draw, and requests for them.
final class Pictures {

    static final ImageSize SIZE = new ImageSize(64, 64);

    private Pictures() {}

    static ImageRequest request(String prompt, long seed) {
        return new ImageRequest(prompt, SIZE, seed);
    }

    /// @param order of the installation
    static ImageRequest order(String order) {
        return new ImageRequest(
                "a cat", SIZE, 7, new ImageRequest.Details("cats", order, List.of()));
    }

    static byte[] png(long seed) {
        return png(noise(SIZE.width(), SIZE.height(), seed));
    }

    static String base64(long seed) {
        return Base64.getEncoder().encodeToString(png(seed));
    }

    /// An answer of OpenAI's images API with a picture.
    static String answer(long seed) {
        return "{\"created\":1,\"data\":[{\"b64_json\":\"%s\"}]}".formatted(base64(seed));
    }

    static byte[] png(BufferedImage picture) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(picture, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BufferedImage noise(int width, int height, long seed) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return picture;
    }

    /// The pixels of an answer, to compare.
    static int[] pixels(GeneratedImage image) {
        return pixels(image.pixels());
    }

    static int[] pixels(byte[] file) {
        try {
            return pixels(ImageIO.read(new ByteArrayInputStream(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] pixels(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        return picture.getRGB(0, 0, width, height, null, 0, width);
    }
}
