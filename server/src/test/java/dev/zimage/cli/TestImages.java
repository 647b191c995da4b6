package dev.zimage.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// The pixels of files, to compare: each file of a picture has its own time and signature.
final class TestImages {

    private TestImages() {}

    static int[] pixels(Path file) throws IOException {
        return pixels(Files.readAllBytes(file));
    }

    static int[] pixels(byte[] file) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(file));
        int width = picture.getWidth();
        return picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
    }
}
