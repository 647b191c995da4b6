package dev.zimage.provenance.picture;

import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.picture.ImageCompression;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// What happens to pictures that are passed on.
public final class Alterations {

    private Alterations() {}

    /// @param quality 0 to 100
    public static BufferedImage jpeg(BufferedImage image, int quality) {
        try {
            byte[] file = ImageCompression.compress(image, ImageFormat.JPEG, quality / 100f);
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Another size, with values blended between pixels.
    public static BufferedImage scaled(BufferedImage image, double scale) {
        int width = (int) Math.round(image.getWidth() * scale);
        int height = (int) Math.round(image.getHeight() * scale);
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = scaled.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(image, 0, 0, width, height, null);
        g.dispose();
        return scaled;
    }

    /// @param share of each side that stays
    /// @param from where the rest begins, from 0 for the upper left to 1 for the lower right
    public static BufferedImage cropped(BufferedImage image, double share, double from) {
        int width = (int) (image.getWidth() * share);
        int height = (int) (image.getHeight() * share);
        int x = (int) ((image.getWidth() - width) * from);
        int y = (int) ((image.getHeight() - height) * from);
        BufferedImage cropped = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = cropped.createGraphics();
        g.drawImage(image, -x, -y, null);
        g.dispose();
        return cropped;
    }
}
