package dev.zimage.bench.lettering;

import dev.zimage.engine.ImageSize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;

/// Renders a text into a scene: on coloured grounds, among shapes, rotated by up to 30°, in
/// perspective, bent, in a column, blurred and noisy.
public final class SceneMaker {

    private static final List<String> LATIN =
            List.of(
                    "latin-text.ttf",
                    "latin-serif-text.ttf",
                    "latin-geometric.ttf",
                    "latin-round.ttf",
                    "latin-mono.ttf",
                    "latin-narrow.ttf",
                    "latin-poster.ttf",
                    "latin-wide.ttf",
                    "latin-casual.ttf",
                    "latin-hand.ttf");

    private static final List<String> CHINESE =
            List.of("sans-black.otf", "sans-medium.otf", "serif-bold.otf", "brush.ttf", "hand.ttf");

    private final Typefaces faces = new Typefaces();

    /// Equal arguments give equal pictures.
    public BufferedImage make(String text, SceneKind kind, ImageSize size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BufferedImage image =
                new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        boolean dark = random.nextBoolean();
        ground(graphics, size, dark, kind == SceneKind.BUSY || kind == SceneKind.DEGRADED, random);
        Shape type = placed(shape(text, kind, random), kind, size, random);
        graphics.setColor(colour(dark, random));
        graphics.fill(type);
        graphics.dispose();
        return kind == SceneKind.DEGRADED ? Damage.of(image, random) : image;
    }

    private static Color colour(boolean light, SplittableRandom random) {
        float brightness =
                (float) (light ? random.nextDouble(0.85, 1) : random.nextDouble(0.05, 0.35));
        float saturation = (float) random.nextDouble(0, light ? 0.3 : 0.9);
        return Color.getHSBColor((float) random.nextDouble(), saturation, brightness);
    }

    private static void ground(
            Graphics2D graphics,
            ImageSize size,
            boolean dark,
            boolean busy,
            SplittableRandom random) {
        graphics.setPaint(
                new GradientPaint(
                        0,
                        0,
                        colour(!dark, random),
                        size.width(),
                        size.height(),
                        colour(!dark, random)));
        graphics.fillRect(0, 0, size.width(), size.height());
        for (int i = 0; busy && i < 60; i++) {
            graphics.setColor(colour(!dark, random));
            double side = random.nextDouble(20, 260);
            double x = random.nextDouble(size.width());
            double y = random.nextDouble(size.height());
            Shape shape =
                    random.nextBoolean()
                            ? new Ellipse2D.Double(x - side / 2, y - side / 2, side, side)
                            : new Rectangle2D.Double(x, y, side, side / 3);
            graphics.setStroke(new BasicStroke(random.nextInt(2, 9)));
            if (random.nextBoolean()) {
                graphics.fill(shape);
            } else {
                graphics.draw(shape);
            }
        }
    }

    private Shape shape(String text, SceneKind kind, SplittableRandom random) {
        boolean chinese = text.codePoints().anyMatch(Character::isIdeographic);
        List<String> files = chinese ? CHINESE : LATIN;
        Typeface face = faces.face(files.get(random.nextInt(files.size())));
        if (!face.hasAll(text)) {
            face = faces.face(files.getFirst());
        }
        List<Typeface.Letter> letters = face.letters(text);
        return switch (kind) {
            case CURVED -> arc(letters, random.nextDouble(0.5, 1.1), random.nextBoolean());
            case COLUMN -> column(letters);
            default -> line(letters);
        };
    }

    private static Shape line(List<Typeface.Letter> letters) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double x = 0;
        for (Typeface.Letter letter : letters) {
            path.append(
                    AffineTransform.getTranslateInstance(x, 0)
                            .createTransformedShape(letter.outline()),
                    false);
            x += letter.advance();
        }
        return path;
    }

    private static Shape column(List<Typeface.Letter> letters) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double y = 0;
        for (Typeface.Letter letter : letters) {
            path.append(
                    AffineTransform.getTranslateInstance(-letter.advance() / 2, y)
                            .createTransformedShape(letter.outline()),
                    false);
            y += 1.05;
        }
        return path;
    }

    /// @param angle that the whole line spans, in radians
    /// @param up whether the middle is the highest
    private static Shape arc(List<Typeface.Letter> letters, double angle, boolean up) {
        double length = letters.stream().mapToDouble(Typeface.Letter::advance).sum();
        double radius = length / angle;
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double x = 0;
        for (Typeface.Letter letter : letters) {
            double middle = x + letter.advance() / 2;
            double turn = (middle - length / 2) / radius * (up ? 1 : -1);
            AffineTransform place = new AffineTransform();
            place.rotate(turn, 0, up ? radius : -radius);
            place.translate(-letter.advance() / 2, 0);
            path.append(place.createTransformedShape(letter.outline()), false);
            x += letter.advance();
        }
        return path;
    }

    /// Turned, laid into the scene and scaled to a part of it.
    private static Shape placed(
            Shape shape, SceneKind kind, ImageSize size, SplittableRandom random) {
        double degrees = kind == SceneKind.ROTATED ? random.nextDouble(-30, 30) : 0;
        Shape turned =
                AffineTransform.getRotateInstance(Math.toRadians(degrees))
                        .createTransformedShape(shape);
        if (kind == SceneKind.PERSPECTIVE) {
            turned = Perspective.of(turned, random);
        }
        Rectangle2D box = turned.getBounds2D();
        double part = random.nextDouble(0.5, 0.9);
        double scale =
                Math.min(
                        part * size.width() / box.getWidth(),
                        Math.min(part, kind == SceneKind.COLUMN ? 0.9 : 0.35)
                                * size.height()
                                / box.getHeight());
        double width = box.getWidth() * scale;
        double height = box.getHeight() * scale;
        AffineTransform place = new AffineTransform();
        place.translate(
                20 + random.nextDouble() * Math.max(0, size.width() - width - 40),
                20 + random.nextDouble() * Math.max(0, size.height() - height - 40));
        place.scale(scale, scale);
        place.translate(-box.getX(), -box.getY());
        return place.createTransformedShape(turned);
    }
}
