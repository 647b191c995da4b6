package dev.zimage.sketch;

import dev.zimage.engine.ImageSize;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.random.RandomGenerator;

/// The sheet that is printed: pixels, and the measures that everything on it is derived from.
final class Page {

    private final ImageSize size;
    private final BufferedImage image;
    private final int[] pixels;
    private final Graphics2D graphics;

    Page(ImageSize size) {
        this.size = size;
        this.image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        this.pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        this.graphics = graphics();
    }

    /// A fresh graphics of the page, for painters that change its state.
    Graphics2D graphics() {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return g;
    }

    ImageSize size() {
        return size;
    }

    BufferedImage image() {
        return image;
    }

    /// Row by row, `0xRRGGBB`.
    int[] pixels() {
        return pixels;
    }

    double width() {
        return size.width();
    }

    double height() {
        return size.height();
    }

    double shortSide() {
        return Math.min(size.width(), size.height());
    }

    /// Pixels an em below which type is hard to read.
    double legible() {
        return shortSide() * 0.026;
    }

    static Rectangle2D inset(Rectangle2D box, double by) {
        return new Rectangle2D.Double(
                box.getX() + by,
                box.getY() + by,
                Math.max(1, box.getWidth() - 2 * by),
                Math.max(1, box.getHeight() - 2 * by));
    }

    void fill(Shape shape, int rgb) {
        graphics.setColor(new Color(rgb));
        graphics.fill(shape);
    }

    /// Gives flat areas the tooth of paper, in place: light and dark specks of this strength.
    void grain(int strength, RandomGenerator random) {
        long state = random.nextLong() | 1;
        int span = 2 * strength + 1;
        for (int i = 0; i < pixels.length; i++) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            int offset = (int) ((state >>> 40) % span) - strength;
            int p = pixels[i];
            int r = clamp((p >> 16 & 255) + offset);
            int g = clamp((p >> 8 & 255) + offset);
            int b = clamp((p & 255) + offset);
            pixels[i] = r << 16 | g << 8 | b;
        }
    }

    private static int clamp(int channel) {
        return channel < 0 ? 0 : Math.min(channel, 255);
    }

    void dispose() {
        graphics.dispose();
    }
}
