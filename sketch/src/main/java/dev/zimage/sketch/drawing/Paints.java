package dev.zimage.sketch.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.LinearGradientPaint;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads what shapes are painted with.
final class Paints {

    private static final String NONE = "none";

    private final VariableScope scope;
    private final Map<String, Gradient> gradients = new HashMap<>();
    private boolean sprayed;

    Paints(VariableScope scope) {
        this.scope = scope;
    }

    /// What a shape is painted with.
    @FunctionalInterface
    private interface Ink {
        Paint paint(Frame frame, Shape shape, double opacity);
    }

    /// A point on or beside a shape.
    @FunctionalInterface
    private interface Place {
        Point2D in(Frame frame, Shape shape);
    }

    private record Stop(float offset, Expression colour, Expression cover) {}

    /// Colours from one point to another or, with a radius, round the first.
    private record Gradient(Place from, Place to, @Nullable Expression radius, List<Stop> stops) {

        Paint paint(Frame f, Shape shape, double opacity) {
            float[] offsets = new float[stops.size()];
            Color[] colours = new Color[offsets.length];
            for (int i = 0; i < offsets.length; i++) {
                Stop stop = stops.get(i);
                offsets[i] = stop.offset;
                colours[i] = colour(stop.colour.colour(f), stop.cover.in(f) * opacity);
            }
            Point2D start = from.in(f, shape);
            if (radius != null) {
                return new RadialGradientPaint(start, (float) radius.in(f), offsets, colours);
            }
            Point2D end = to.in(f, shape);
            return start.equals(end)
                    ? colours[colours.length - 1]
                    : new LinearGradientPaint(start, end, offsets, colours);
        }

        /// The first colour, sprayed on as densely as the first and the last stop cover.
        Paint sprayed(Frame f, Shape shape, double opacity) {
            return new GrainPaint(
                    stops.getFirst().colour.colour(f),
                    from.in(f, shape),
                    stops.getFirst().cover.in(f) * opacity,
                    to.in(f, shape),
                    stops.getLast().cover.in(f) * opacity,
                    f.picture.grainSeed);
        }
    }

    static boolean isPainted(Element e) {
        return !e.attributes().getOrDefault("fill", NONE).equals(NONE)
                || !e.attributes().getOrDefault("stroke", NONE).equals(NONE);
    }

    /// Reads something of which the gradients are sprayed on, if they are not already.
    <T> T sprayed(boolean too, Supplier<T> reading) {
        boolean outer = sprayed;
        sprayed |= too;
        T read = reading.get();
        sprayed = outer;
        return read;
    }

    /// One layer of colour on a shape: a `stroke` or a `fill`, each with one colour, with two
    /// between two points, of which `cover` gives the shares, or with a gradient that was read
    /// before. A `grain` is sprayed on.
    BiConsumer<Frame, Shape> coat(Element e) {
        Expression opacity = scope.number(e, "opacity", "1");
        String stroke = e.text("stroke", NONE);
        boolean filled = stroke.equals(NONE);
        Expression width = filled ? f -> 0 : scope.number(e, "stroke-width", "1");
        Ink ink = ink(e, filled ? e.text("fill") : stroke);
        return (f, shape) -> {
            float line = (float) width.in(f);
            f.graphics.setPaint(ink.paint(f, shape, opacity.in(f)));
            if (filled) {
                f.graphics.fill(shape);
            } else {
                f.graphics.setStroke(
                        new BasicStroke(line, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                f.graphics.draw(shape);
            }
        };
    }

    private Ink ink(Element e, String paint) {
        if (paint.startsWith("url(#")) {
            Gradient known = gradients.get(paint.substring(5, paint.length() - 1));
            if (known == null) {
                throw new IllegalArgumentException("unknown gradient " + paint);
            }
            return sprayed && known.radius == null ? known::sprayed : known::paint;
        }
        List<Expression> fill = ExpressionParser.list(paint, scope);
        boolean grain = e.tag().equals("grain");
        List<Expression> cover = scope.numbers(e, "cover", "1");
        if (fill.size() == 1 && cover.size() == 1 && !grain) {
            return (f, shape, opacity) -> colour(fill.getFirst().colour(f), opacity);
        }
        List<Stop> stops =
                List.of(
                        new Stop(0, fill.getFirst(), cover.getFirst()),
                        new Stop(1, fill.getLast(), cover.getLast()));
        Gradient gradient =
                new Gradient(point(e, "from", false), point(e, "to", true), null, stops);
        return grain ? gradient::sprayed : gradient::paint;
    }

    /// Reads a gradient of SVG for the shapes that refer to it.
    void define(Element e) {
        if (!e.text("gradientUnits").equals("userSpaceOnUse")) {
            throw new IllegalArgumentException("gradientUnits must be userSpaceOnUse");
        }
        List<Stop> stops = new ArrayList<>();
        for (Element stop : e.children()) {
            float offset = Float.parseFloat(stop.text("offset", "0"));
            Expression colour = scope.number(stop, "stop-color");
            stops.add(new Stop(offset, colour, scope.number(stop, "stop-opacity", "1")));
        }
        if (stops.size() < 2) {
            throw new IllegalArgumentException("a gradient needs two stops");
        }
        boolean linear = e.tag().equals("linearGradient");
        Place from = linear ? point(e, "x1", "y1") : point(e, "cx", "cy");
        Place to = linear ? point(e, "x2", "y2") : from;
        Expression radius = linear ? null : scope.number(e, "r");
        gradients.put(e.text("id"), new Gradient(from, to, radius, stops));
    }

    private Place point(Element e, String x, String y) {
        Expression across = scope.number(e, x);
        Expression down = scope.number(e, y);
        return (f, shape) -> new Point2D.Double(across.in(f), down.in(f));
    }

    /// The point that the attribute names, or the middle of the shape's upper or lower edge.
    private Place point(Element e, String name, boolean lower) {
        if (!e.attributes().containsKey(name)) {
            return (f, shape) -> {
                Rectangle2D box = shape.getBounds2D();
                return new Point2D.Double(0, lower ? box.getMaxY() : box.getMinY());
            };
        }
        List<Expression> at = scope.numbers(e, name);
        return (f, shape) -> new Point2D.Double(at.getFirst().in(f), at.getLast().in(f));
    }

    private static Color colour(int rgb, double alpha) {
        int share = (int) Math.round(Math.clamp(alpha, 0, 1) * 255);
        return new Color(share << 24 | rgb, true);
    }
}
