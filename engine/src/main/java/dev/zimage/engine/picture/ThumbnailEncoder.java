package dev.zimage.engine.picture;

import dev.zimage.engine.ImageFormat;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageWriteParam;

/// Makes small versions of pictures for pages that show many of them: JPEG files of some 10 KB, all
/// of about the same area whatever their proportions. Safe for use by several threads.
public final class ThumbnailEncoder {

    /// The area of a thumbnail in pixels.
    public static final int AREA = 320 * 320;

    private static final float QUALITY = 0.7f;

    private ThumbnailEncoder() {}

    /// The JPEG file of a thumbnail. A picture that is no larger than one keeps its size.
    public static byte[] encode(BufferedImage picture) throws IOException {
        return ImageCompression.compress(
                reduced(picture),
                ImageFormat.JPEG,
                QUALITY,
                (writer, param) -> {
                    // Some 8 % smaller.
                    param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
                    return null;
                });
    }

    /// Halves the picture as long as that is not too small, so that every pixel counts, and takes
    /// the rest in one step.
    private static BufferedImage reduced(BufferedImage picture) {
        double area = (double) picture.getWidth() * picture.getHeight();
        double scale = Math.min(1, Math.sqrt(AREA / area));
        int width = side(picture.getWidth() * scale);
        int height = side(picture.getHeight() * scale);
        BufferedImage reduced = picture;
        while (reduced.getWidth() / 2 >= width && reduced.getHeight() / 2 >= height) {
            reduced =
                    scaled(
                            reduced,
                            reduced.getWidth() / 2,
                            reduced.getHeight() / 2,
                            RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        }
        return scaled(reduced, width, height, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    }

    private static int side(double length) {
        return Math.max(1, (int) Math.round(length));
    }

    private static BufferedImage scaled(
            BufferedImage from, int width, int height, Object interpolation) {
        BufferedImage into = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = into.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, interpolation);
        canvas.drawImage(from, 0, 0, width, height, null);
        canvas.dispose();
        return into;
    }
}
