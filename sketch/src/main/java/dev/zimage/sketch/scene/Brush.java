package dev.zimage.sketch.scene;

import dev.zimage.sketch.motif.Artwork;
import dev.zimage.sketch.motif.GrainPaint;
import dev.zimage.sketch.motif.SceneColours;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.random.RandomGenerator;

/// Draws shapes in the colours of a scene. Coordinates are the brush's own: [#at] gives a brush
/// whose origin and unit are elsewhere, which is how a subject is drawn at any place and size.
final class Brush {

    private final Graphics2D g;
    private final Tints tints;
    private final RandomGenerator random;
    private final int grainSeed;

    Brush(Graphics2D g, Tints tints, RandomGenerator random) {
        this(g, tints, random, random.nextInt());
    }

    private Brush(Graphics2D g, Tints tints, RandomGenerator random, int grainSeed) {
        this.g = g;
        this.tints = tints;
        this.random = random;
        this.grainSeed = grainSeed;
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    Tints tints() {
        return tints;
    }

    RandomGenerator random() {
        return random;
    }

    /// A number between two, drawn by the scene's seed.
    double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /// A brush whose origin is (x, y) and whose unit is `scale` of this one's.
    Brush at(double x, double y, double scale) {
        return at(x, y, scale, scale, 0);
    }

    /// The same, with a scale for each axis (negative mirrors) and turned clockwise.
    Brush at(double x, double y, double scaleX, double scaleY, double degrees) {
        Graphics2D inner = (Graphics2D) g.create();
        inner.translate(x, y);
        inner.rotate(Math.toRadians(degrees));
        inner.scale(scaleX, scaleY);
        return new Brush(inner, tints, random, grainSeed);
    }

    /// The same place and colours under another light.
    Brush under(Tints other) {
        return new Brush((Graphics2D) g.create(), other, random, grainSeed);
    }

    /// The size of one device pixel in this brush's units.
    double pixel() {
        AffineTransform t = g.getTransform();
        return 1 / Math.max(1e-9, Math.hypot(t.getScaleX(), t.getShearY()));
    }

    void fill(Shape shape, int rgb) {
        g.setPaint(new Color(rgb));
        g.fill(shape);
    }

    void fill(Shape shape, int rgb, double alpha) {
        g.setPaint(colour(rgb, alpha));
        g.fill(shape);
    }

    /// Fills with a gradient between two points.
    void blend(Shape shape, double x0, double y0, int rgb0, double x1, double y1, int rgb1) {
        g.setPaint(
                new GradientPaint(
                        new Point2D.Double(x0, y0),
                        new Color(rgb0),
                        new Point2D.Double(x1, y1),
                        new Color(rgb1)));
        g.fill(shape);
    }

    /// Fills from the top of the shape to its bottom.
    void fade(Shape shape, int top, int bottom) {
        Rectangle2D box = shape.getBounds2D();
        blend(shape, 0, box.getMinY(), top, 0, box.getMaxY(), bottom);
    }

    /// Lays a colour over the shape whose cover goes from one share to another between two points.
    void veil(
            Shape shape,
            int rgb,
            double x0,
            double y0,
            double alpha0,
            double x1,
            double y1,
            double alpha1) {
        g.setPaint(
                new LinearGradientPaint(
                        new Point2D.Double(x0, y0),
                        new Point2D.Double(x1, y1),
                        new float[] {0, 1},
                        new Color[] {colour(rgb, alpha0), colour(rgb, alpha1)}));
        g.fill(shape);
    }

    /// Sprays a colour onto the shape, from one cover to another between two points.
    void grain(
            Shape shape,
            int rgb,
            double x0,
            double y0,
            double cover0,
            double x1,
            double y1,
            double cover1) {
        g.setPaint(
                new GrainPaint(
                        rgb,
                        new Point2D.Double(x0, y0),
                        cover0,
                        new Point2D.Double(x1, y1),
                        cover1,
                        grainSeed));
        g.fill(shape);
    }

    /// Shades the right and lower side of a shape, and lights the left and upper one.
    void round(Shape shape, int dark, int bright) {
        Rectangle2D b = shape.getBounds2D();
        grain(
                shape,
                dark,
                b.getX() + b.getWidth() * 0.35,
                b.getY() + b.getHeight() * 0.3,
                0,
                b.getMaxX(),
                b.getMaxY(),
                0.75);
        grain(
                shape,
                bright,
                b.getX(),
                b.getY(),
                0.55,
                b.getX() + b.getWidth() * 0.45,
                b.getY() + b.getHeight() * 0.42,
                0);
    }

    /// A filled shape with the rounding that goes with its colour.
    void solid(Shape shape, int rgb) {
        fill(shape, rgb);
        round(shape, Colour.mix(rgb, tints.ink(), 0.45), Colour.lighter(rgb, 0.35));
    }

    void line(Shape shape, int rgb, double width) {
        line(shape, rgb, 1, width);
    }

    void line(Shape shape, int rgb, double alpha, double width) {
        g.setPaint(colour(rgb, alpha));
        g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(shape);
    }

    /// Light that falls off from a point.
    void glow(double x, double y, double radius, int rgb, double alpha) {
        g.setPaint(
                new RadialGradientPaint(
                        new Point2D.Double(x, y),
                        (float) radius,
                        new float[] {0, 0.45f, 1},
                        new Color[] {
                            colour(rgb, alpha), colour(rgb, alpha * 0.35), colour(rgb, 0)
                        }));
        g.fill(Outlines.circle(x, y, radius));
    }

    /// Draws a motif that stands on (0, 0) and is one unit tall, as often as not in a mirror.
    void motif(Artwork motif) {
        Graphics2D inner = (Graphics2D) g.create();
        double scale = 1 / motif.viewBox().getHeight();
        boolean mirrored = chance(0.5) && motif.mirrors();
        inner.scale(mirrored ? -scale : scale, scale);
        motif.paint(inner, new SceneColours(tints.palette(), tints.light()), grainSeed, null);
        inner.dispose();
    }

    private static Color colour(int rgb, double alpha) {
        return new Color(
                rgb >> 16 & 0xFF,
                rgb >> 8 & 0xFF,
                rgb & 0xFF,
                (int) Math.round(Math.clamp(alpha, 0, 1) * 255));
    }
}
