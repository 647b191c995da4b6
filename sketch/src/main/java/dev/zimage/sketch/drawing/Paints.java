package dev.zimage.sketch.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Reads what shapes are painted with.
final class Paints {

    private Paints() {}

    /// One layer of colour on a shape.
    @FunctionalInterface
    interface Coat {
        void apply(Frame frame, Shape shape);
    }

    /// `fill`, with one colour, or two between two points; `cover` gives the colour's share at
    /// both. Or a `stroke`.
    static Coat coat(Element e, Variables scope) {
        Expression opacity = ExpressionParser.one(e.text("opacity", "1"), scope);
        String stroke = e.optional("stroke");
        if (stroke != null) {
            Expression colour = ExpressionParser.one(stroke, scope);
            Expression width = ExpressionParser.one(e.text("stroke-width"), scope);
            return (f, shape) -> {
                f.graphics.setStroke(
                        new BasicStroke(
                                (float) width.in(f),
                                BasicStroke.CAP_ROUND,
                                BasicStroke.JOIN_ROUND));
                f.graphics.setPaint(colour(colour.colour(f), opacity.in(f)));
                f.graphics.draw(shape);
            };
        }
        List<Expression> fill = ExpressionParser.list(e.text("fill"), scope);
        List<Expression> cover = ExpressionParser.list(e.text("cover", "1"), scope);
        if (fill.size() == 1 && cover.size() == 1) {
            return (f, shape) -> {
                f.graphics.setPaint(colour(fill.getFirst().colour(f), opacity.in(f)));
                f.graphics.fill(shape);
            };
        }
        BiFunction<Frame, Shape, Point2D> from = point(e, "from", scope, false);
        BiFunction<Frame, Shape, Point2D> to = point(e, "to", scope, true);
        return (f, shape) -> {
            f.graphics.setPaint(
                    new GradientPaint(
                            from.apply(f, shape),
                            colour(fill.getFirst().colour(f), cover.getFirst().in(f)),
                            to.apply(f, shape),
                            colour(fill.getLast().colour(f), cover.getLast().in(f))));
            f.graphics.fill(shape);
        };
    }

    /// Colour that is sprayed on, from one cover to another.
    static Coat grain(Element e, Variables scope) {
        Expression colour = ExpressionParser.one(e.text("fill"), scope);
        List<Expression> cover = ExpressionParser.list(e.text("cover"), scope);
        BiFunction<Frame, Shape, Point2D> from = point(e, "from", scope, false);
        BiFunction<Frame, Shape, Point2D> to = point(e, "to", scope, true);
        return (f, shape) -> {
            f.graphics.setPaint(
                    new GrainPaint(
                            colour.colour(f),
                            from.apply(f, shape),
                            cover.getFirst().in(f),
                            to.apply(f, shape),
                            cover.getLast().in(f),
                            f.picture.grainSeed));
            f.graphics.fill(shape);
        };
    }

    /// Light that falls off from a point.
    static Instruction glow(Element e, Variables scope) {
        Expression x = ExpressionParser.one(e.text("cx"), scope);
        Expression y = ExpressionParser.one(e.text("cy"), scope);
        Expression r = ExpressionParser.one(e.text("r"), scope);
        Expression fill = ExpressionParser.one(e.text("fill"), scope);
        Expression opacity = ExpressionParser.one(e.text("opacity"), scope);
        return f -> {
            Point2D centre = new Point2D.Double(x.in(f), y.in(f));
            double radius = Math.max(0.01, r.in(f));
            int rgb = fill.colour(f);
            double alpha = opacity.in(f);
            Graphics2D g = f.graphics;
            g.setPaint(
                    new RadialGradientPaint(
                            centre,
                            (float) radius,
                            new float[] {0, 0.45f, 1},
                            new Color[] {
                                colour(rgb, alpha), colour(rgb, alpha * 0.35), colour(rgb, 0)
                            }));
            g.fill(Outlines.circle(centre.getX(), centre.getY(), radius));
        };
    }

    /// The point that the attribute names, or the middle of the shape's upper or lower edge.
    private static BiFunction<Frame, Shape, Point2D> point(
            Element e, String name, Variables scope, boolean lower) {
        @Nullable String text = e.optional(name);
        if (text == null) {
            return (f, shape) -> {
                var box = shape.getBounds2D();
                return new Point2D.Double(0, lower ? box.getMaxY() : box.getMinY());
            };
        }
        List<Expression> at = ExpressionParser.list(text, scope);
        return (f, shape) -> new Point2D.Double(at.getFirst().in(f), at.getLast().in(f));
    }

    private static Color colour(int rgb, double alpha) {
        int share = (int) Math.round(Math.clamp(alpha, 0, 1) * 255);
        return new Color(share << 24 | rgb, true);
    }
}
