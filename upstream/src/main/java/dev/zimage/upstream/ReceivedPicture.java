package dev.zimage.upstream;

import dev.zimage.engine.ImageSize;
import dev.zimage.upstream.CallFailure.Kind;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Decodes what a server sends as a picture. Its size is looked at before its pixels, its metadata
/// not at all.
public final class ReceivedPicture {

    /// The difference between the darkest and the brightest pixel up to which a picture shows
    /// nothing: what servers send in place of one, after JPEG.
    private static final int FLAT = 3;

    /// Of a preview: far above those that servers send.
    private static final long MOST_PREVIEW_PIXELS = 2048L * 2048;

    private ReceivedPicture() {}

    /// Looks at a size before the pixels are decoded.
    @FunctionalInterface
    private interface SizeCheck {
        void check(int width, int height) throws CallFailure;
    }

    /// The pixels, opaque.
    ///
    /// @throws CallFailure when it is no JPEG or PNG picture, has another size or shows nothing
    public static BufferedImage decode(byte[] bytes, ImageSize size) throws CallFailure {
        BufferedImage picture =
                opaque(read(bytes, (width, height) -> requireSize(width, height, size)));
        if (isFlat(picture)) {
            throw new CallFailure(Kind.FAILED, "sent a picture of one colour");
        }
        return picture;
    }

    /// A preview of any size that previews have.
    ///
    /// @throws CallFailure when it is no picture, or larger
    public static BufferedImage preview(byte[] bytes) throws CallFailure {
        return read(
                bytes,
                (width, height) -> {
                    if ((long) width * height > MOST_PREVIEW_PIXELS) {
                        throw new CallFailure(
                                Kind.WRONG_PICTURE,
                                "sent a preview of %dx%d".formatted(width, height));
                    }
                });
    }

    private static BufferedImage read(byte[] bytes, SizeCheck size) throws CallFailure {
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw noPicture(bytes);
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                size.check(reader.getWidth(0), reader.getHeight(0));
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            throw noPicture(bytes);
        }
    }

    private static CallFailure noPicture(byte[] bytes) {
        return new CallFailure(
                Kind.FAILED, "sent %d bytes that are no whole JPEG or PNG".formatted(bytes.length));
    }

    private static void requireSize(int width, int height, ImageSize size) throws CallFailure {
        if (width != size.width() || height != size.height()) {
            throw new CallFailure(
                    Kind.WRONG_PICTURE,
                    "sent a picture of %dx%d in place of %s".formatted(width, height, size));
        }
    }

    private static BufferedImage opaque(BufferedImage picture) {
        BufferedImage rgb =
                new BufferedImage(
                        picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = rgb.createGraphics();
        try {
            canvas.drawImage(picture, 0, 0, Color.WHITE, null);
        } finally {
            canvas.dispose();
        }
        return rgb;
    }

    private static boolean isFlat(BufferedImage picture) {
        int[] row = new int[picture.getWidth()];
        int first = picture.getRGB(0, 0);
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int pixel : row) {
                if (distance(pixel, first) > FLAT) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int distance(int one, int other) {
        int most = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            most = Math.max(most, Math.abs((one >> shift & 0xff) - (other >> shift & 0xff)));
        }
        return most;
    }
}
