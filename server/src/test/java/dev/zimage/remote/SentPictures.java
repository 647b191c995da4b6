package dev.zimage.remote;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/// Pictures that clients send to be edited, as files.
final class SentPictures {

    private SentPictures() {}

    static byte[] png(int width, int height, Color colour) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        canvas.setColor(colour);
        canvas.fillRect(0, 0, width, height);
        canvas.dispose();
        return encoded(picture, "png");
    }

    static byte[] noise(int side) {
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < side * side; i++) {
            picture.setRGB(i % side, i / side, random.nextInt());
        }
        return encoded(picture, "png");
    }

    /// A small file whose head says that it has 60,000 x 60,000 pixels.
    static byte[] bomb() {
        byte[] file = png(64, 48, Color.RED);
        ByteBuffer.wrap(file).putInt(16, 60_000).putInt(20, 60_000);
        CRC32 sum = new CRC32();
        sum.update(file, 12, 17);
        ByteBuffer.wrap(file).putInt(29, (int) sum.getValue());
        return file;
    }

    /// 96 pixels wide.
    static byte[] webp() {
        try (InputStream in = SentPictures.class.getResourceAsStream("/pictures/gradient.webp")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] encoded(BufferedImage picture, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// The picture that begins at a place among other bytes.
    static BufferedImage read(byte[] bytes, int start) {
        try {
            return ImageIO.read(new ByteArrayInputStream(bytes, start, bytes.length - start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String dataUrl(String type, byte[] file) {
        return "data:%s;base64,%s".formatted(type, Base64.getEncoder().encodeToString(file));
    }
}
