package dev.zimage.sketch.drawing;

import dev.zimage.sketch.colour.Light;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.LinearGradientPaint;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a motif from an SVG file. `sketch/README.md` describes the part of SVG that it knows;
/// anything else is an error that names the file and the line.
final class SvgReader {

    private static final Set<String> CLASSES = Set.of("grain", "day", "dark");

    private final String file;
    private final CssColours colours;
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, Gradient> gradients = new HashMap<>();

    private SvgReader(String file, boolean lit) {
        this.file = file;
        this.colours = new CssColours(lit);
    }

    /// @throws DrawingException when the file is not a motif
    static Artwork read(String name, InputStream svg) {
        String file = name + ".svg";
        Element root = Element.read(file, svg);
        SvgReader reader = new SvgReader(file, !root.text("data-lit", "yes").equals("no"));
        try {
            List<Double> box = root.numbers("viewBox", 4);
            return new Artwork(
                    name,
                    new Rectangle2D.Double(box.get(0), box.get(1), box.get(2), box.get(3)),
                    root.number("data-size", 0.25),
                    !root.text("data-mirror", "yes").equals("no"),
                    Instruction.all(reader.body(root, Set.of())));
        } catch (IllegalArgumentException e) {
            throw new DrawingException(file, root.line(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<Instruction> body(Element parent, Set<String> classes) {
        List<Instruction> steps = new ArrayList<>();
        for (Element e : parent.children()) {
            try {
                switch (e.tag()) {
                    case "title", "desc" -> {}
                    case "style" -> colours.add(e.content().toString());
                    case "defs" -> body(e, classes);
                    case "linearGradient", "radialGradient" -> gradient(e);
                    case "g" -> steps.addAll(body(e, classes(e, classes)));
                    default -> steps.add(shape(e, classes));
                }
            } catch (IllegalArgumentException fault) {
                throw new DrawingException(
                        file, e.line(), String.valueOf(fault.getMessage()), fault);
            }
        }
        return steps;
    }

    private static Set<String> classes(Element e, Set<String> outer) {
        Set<String> all = new HashSet<>(outer);
        for (String name : e.names("class")) {
            if (!CLASSES.contains(name)) {
                throw new IllegalArgumentException("unknown class " + name);
            }
            all.add(name);
        }
        return all;
    }

    private Instruction shape(Element e, Set<String> outer) {
        Shape shape = outline(e);
        String id = e.text("id", "");
        if (!id.isEmpty()) {
            shapes.put(id, shape);
        }
        Set<String> classes = classes(e, outer);
        String stroke = e.text("stroke", "none");
        boolean drawn = !stroke.equals("none");
        String fill = e.text("fill", "none");
        double width = e.number("stroke-width", 1);
        double opacity = e.number("opacity", 1);
        e.allRead();
        if (!drawn && fill.equals("none") && !id.isEmpty()) {
            return frame -> {};
        }
        Ink ink = ink(drawn ? stroke : fill, classes.contains("grain"));
        return frame -> {
            boolean day = frame.picture.colours.light() == Light.DAY;
            if (classes.contains(day ? "dark" : "day")) {
                return;
            }
            frame.graphics.setPaint(ink.paint(frame, opacity));
            if (drawn) {
                frame.graphics.setStroke(
                        new BasicStroke(
                                (float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                frame.graphics.draw(shape);
            } else {
                frame.graphics.fill(shape);
            }
        };
    }

    private Shape outline(Element e) {
        return switch (e.tag()) {
            case "path" -> PathData.parse(e.text("d"));
            case "rect" ->
                    new Rectangle2D.Double(
                            e.number("x", 0),
                            e.number("y", 0),
                            e.number("width"),
                            e.number("height"));
            case "circle" -> ellipse(e, e.number("r"), -1);
            case "ellipse" -> ellipse(e, e.number("rx"), e.number("ry"));
            case "use" -> used(e.text("href").substring(1));
            default ->
                    throw new IllegalArgumentException("element " + e.tag() + " is not supported");
        };
    }

    private static Shape ellipse(Element e, double rx, double second) {
        double ry = second < 0 ? rx : second;
        return new Ellipse2D.Double(e.number("cx", 0) - rx, e.number("cy", 0) - ry, rx * 2, ry * 2);
    }

    private Shape used(String id) {
        Shape shape = shapes.get(id);
        if (shape == null) {
            throw new IllegalArgumentException("unknown shape #" + id);
        }
        return shape;
    }

    /// What a shape is painted with.
    @FunctionalInterface
    private interface Ink {
        Paint paint(Frame frame, double opacity);
    }

    private Ink ink(String paint, boolean sprayed) {
        if (!paint.startsWith("url(#")) {
            Expression colour = colours.colour(paint);
            return (frame, opacity) -> color(colour.colour(frame), opacity);
        }
        String id = paint.substring(5, paint.length() - 1);
        Gradient gradient = gradients.get(id);
        if (gradient == null) {
            throw new IllegalArgumentException("unknown gradient " + id);
        }
        return sprayed && gradient.to != null ? gradient::sprayed : gradient::paint;
    }

    private record Stop(float offset, Expression colour, double opacity) {}

    /// Colours between two points, or round one.
    private record Gradient(Point2D from, @Nullable Point2D to, double radius, List<Stop> stops) {

        Paint paint(Frame frame, double opacity) {
            float[] offsets = new float[stops.size()];
            Color[] colours = new Color[stops.size()];
            for (int i = 0; i < offsets.length; i++) {
                Stop stop = stops.get(i);
                offsets[i] = stop.offset;
                colours[i] = color(stop.colour.colour(frame), stop.opacity * opacity);
            }
            return to == null
                    ? new RadialGradientPaint(from, (float) radius, offsets, colours)
                    : new LinearGradientPaint(from, to, offsets, colours);
        }

        /// The first colour, sprayed on as densely as the first and the last stop are opaque.
        Paint sprayed(Frame frame, double opacity) {
            Stop first = stops.getFirst();
            return new GrainPaint(
                    first.colour.colour(frame),
                    from,
                    first.opacity * opacity,
                    Objects.requireNonNull(to),
                    stops.getLast().opacity * opacity,
                    frame.picture.grainSeed);
        }
    }

    private void gradient(Element e) {
        if (!e.text("gradientUnits").equals("userSpaceOnUse")) {
            throw new IllegalArgumentException("gradientUnits must be userSpaceOnUse");
        }
        boolean linear = e.tag().equals("linearGradient");
        List<Stop> stops = new ArrayList<>();
        for (Element stop : e.children()) {
            stops.add(
                    new Stop(
                            (float) stop.number("offset", 0),
                            colours.colour(stop.text("stop-color")),
                            stop.number("stop-opacity", 1)));
        }
        if (stops.size() < 2) {
            throw new IllegalArgumentException("a gradient needs two stops");
        }
        gradients.put(
                e.text("id"),
                linear
                        ? new Gradient(point(e, "x1", "y1"), point(e, "x2", "y2"), 0, stops)
                        : new Gradient(point(e, "cx", "cy"), null, e.number("r"), stops));
    }

    private static Point2D point(Element e, String x, String y) {
        return new Point2D.Double(e.number(x), e.number(y));
    }

    private static Color color(int rgb, double opacity) {
        int alpha = (int) Math.round(Math.clamp(opacity, 0, 1) * 255);
        return new Color(alpha << 24 | rgb, true);
    }
}
