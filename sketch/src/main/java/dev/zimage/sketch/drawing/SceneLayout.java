package dev.zimage.sketch.drawing;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Where things go in one picture, in pixels.
///
/// @param focus the free part of the picture, where the subjects belong
/// @param horizon the line between sky and land
/// @param ground where feet, wheels and walls stand
public record SceneLayout(
        double width,
        double height,
        Rectangle2D focus,
        double horizon,
        double ground,
        @Nullable Rectangle2D keepClear) {

    public static SceneLayout of(
            double width, double height, @Nullable Rectangle2D wanted, RandomGenerator random) {
        double roll = random.nextDouble();
        Rectangle2D all = new Rectangle2D.Double(0, 0, width, height);
        Rectangle2D clear = wanted == null ? all : wanted.createIntersection(all);
        if (clear.getWidth() < 1 || clear.getHeight() < 1 || wanted == null) {
            double horizon = height * (0.56 + 0.14 * roll);
            return new SceneLayout(
                    width, height, all, horizon, horizon + (height - horizon) * 0.55, null);
        }
        Rectangle2D focus = focus(all, clear);
        if (focus.getY() > 0) {
            double horizon = focus.getY() + focus.getHeight() * (0.48 + 0.14 * roll);
            double ground = focus.getY() + focus.getHeight() * 0.86;
            return new SceneLayout(width, height, focus, horizon, ground, clear);
        }
        if (focus.getHeight() < height) {
            double horizon = focus.getMaxY() - focus.getHeight() * (0.14 + 0.12 * roll);
            double ground = focus.getMaxY() - focus.getHeight() * 0.04;
            return new SceneLayout(width, height, focus, horizon, ground, clear);
        }
        double horizon = height * (0.58 + 0.1 * roll);
        return new SceneLayout(
                width, height, focus, horizon, horizon + (height - horizon) * 0.55, clear);
    }

    private static Rectangle2D focus(Rectangle2D all, Rectangle2D clear) {
        double w = all.getWidth();
        double h = all.getHeight();
        List<Rectangle2D> strips =
                List.of(
                        new Rectangle2D.Double(0, clear.getMaxY(), w, h - clear.getMaxY()),
                        new Rectangle2D.Double(0, 0, w, clear.getY()),
                        new Rectangle2D.Double(0, 0, clear.getX(), h),
                        new Rectangle2D.Double(clear.getMaxX(), 0, w - clear.getMaxX(), h));
        Rectangle2D best = strips.getFirst();
        for (Rectangle2D strip : strips) {
            if (worth(strip) > worth(best) * 1.15) {
                best = strip;
            }
        }
        boolean nothingLeft = Math.min(best.getWidth(), best.getHeight()) < Math.min(w, h) * 0.05;
        return nothingLeft ? new Rectangle2D.Double(0, h * 0.86, w, h * 0.14) : best;
    }

    private static double worth(Rectangle2D strip) {
        double side = Math.min(strip.getWidth(), strip.getHeight());
        return side * Math.sqrt(Math.max(0, strip.getWidth() * strip.getHeight()));
    }

    /// The shorter side, the measure of all sizes.
    public double unit() {
        return Math.min(width, height);
    }

    /// Whether a disc stays out of the area that is kept clear.
    boolean isFree(double x, double y, double radius) {
        return keepClear == null
                || x + radius < keepClear.getMinX()
                || x - radius > keepClear.getMaxX()
                || y + radius < keepClear.getMinY()
                || y - radius > keepClear.getMaxY();
    }

    /// The highest that land may rise: the top of the focus, with some air.
    double skyline() {
        return focus.getY() + Math.max(0, horizon - focus.getY()) * 0.12;
    }
}
