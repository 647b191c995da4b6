package dev.zimage.sketch.scene;

import dev.zimage.sketch.colour.Light;
import dev.zimage.sketch.colour.Palette;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One picture while it is painted: its pixels, its layout, its colours and its randomness.
/// Confined to one thread.
final class SceneCanvas implements AutoCloseable {

    private final BufferedImage image;
    private final int[] pixels;
    private final Graphics2D g;
    private final SceneLayout layout;
    private final Tints tints;
    private final RandomGenerator random;
    private final Brush brush;

    SceneCanvas(
            int width,
            int height,
            Palette palette,
            Light light,
            RandomGenerator source,
            @Nullable Rectangle2D keepClear) {
        this.random = new SplittableRandom(source.nextLong());
        this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        this.pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        this.layout = SceneLayout.of(width, height, keepClear, random);
        this.tints = Tints.of(palette, light);
        this.g = image.createGraphics();
        this.brush = new Brush(g, tints, random);
    }

    BufferedImage image() {
        return image;
    }

    /// The pixels, row by row, as `0xRRGGBB`; writing to them paints.
    int[] pixels() {
        return pixels;
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    double unit() {
        return layout.unit();
    }

    SceneLayout layout() {
        return layout;
    }

    /// Draws in pixels.
    Brush brush() {
        return brush;
    }

    @Override
    public void close() {
        g.dispose();
    }
}
